namespace Hangfire.Server;

/// <summary>Runs a job inside the server filters.</summary>
public class BackgroundJobPerformer : IBackgroundJobPerformer
{
    /// <summary>Where a filter that canceled the job leaves its name, for the worker.</summary>
    internal const string CanceledBy = "Hangfire.CanceledBy";

    private readonly IJobFilterProvider _filterProvider;
    private readonly JobActivator _activator;
    private readonly TaskScheduler _taskScheduler;

    public BackgroundJobPerformer()
        : this(JobFilterProviders.Providers) { }

    public BackgroundJobPerformer(IJobFilterProvider filterProvider)
        : this(filterProvider, JobActivator.Current) { }

    public BackgroundJobPerformer(IJobFilterProvider filterProvider, JobActivator activator)
        : this(filterProvider, activator, TaskScheduler.Default) { }

    public BackgroundJobPerformer(
        IJobFilterProvider filterProvider,
        JobActivator activator,
        TaskScheduler taskScheduler
    )
    {
        ArgumentNullException.ThrowIfNull(filterProvider);
        ArgumentNullException.ThrowIfNull(activator);
        _filterProvider = filterProvider;
        _activator = activator;
        _taskScheduler = taskScheduler;
    }

    public object Perform(PerformContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Performer ??= this;
        var filters = new FilterSet(_filterProvider.GetFilters(context.BackgroundJob.Job));
        try
        {
            return PerformInside(filters.Of<IServerFilter>(), 0, context).Result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var failure = new ServerExceptionContext(context, exception);
            foreach (var filter in filters.Of<IServerExceptionFilter>())
            {
                filter.OnServerException(failure);
            }

            if (!failure.ExceptionHandled)
            {
                throw;
            }

            return null;
        }
    }

    /// <summary>Each filter wraps those after it; the innermost wraps the run.</summary>
    private PerformedContext PerformInside(IReadOnlyList<IServerFilter> filters, int index, PerformContext context)
    {
        if (index == filters.Count)
        {
            return new PerformedContext(context, Run(context), canceled: false, exception: null);
        }

        var filter = filters[index];
        var performing = new PerformingContext(context);
        Ask(context, () => filter.OnPerforming(performing));
        if (performing.Canceled)
        {
            context.Items[CanceledBy] = filter.GetType().Name;
            return new PerformedContext(context, result: null, canceled: true, exception: null);
        }

        PerformedContext performed;
        try
        {
            performed = PerformInside(filters, index + 1, context);
        }
        catch (Exception exception)
        {
            performed = new PerformedContext(context, result: null, canceled: false, exception);
            Ask(context, () => filter.OnPerformed(performed));
            if (!performed.ExceptionHandled || exception is OperationCanceledException)
            {
                throw;
            }

            return performed;
        }

        Ask(context, () => filter.OnPerformed(performed));
        return performed;
    }

    private static void Ask(PerformContext context, Action filter)
    {
        try
        {
            filter();
        }
        catch (Exception exception)
        {
            if (exception is JobAbortedException || IsShutdown(context, exception))
            {
                throw;
            }

            throw new JobPerformanceException(
                "An exception occurred during execution of one of the filters",
                exception,
                context.BackgroundJob.Id
            );
        }
    }

    private object Run(PerformContext context)
    {
        var job = context.BackgroundJob.Job;
        try
        {
            using var scope = _activator.BeginScope(context);
            var instance = job.Method.IsStatic ? null : scope.Resolve(job.Type);
            if (instance == null && !job.Method.IsStatic)
            {
                throw new InvalidOperationException(
                    $"JobActivator returned NULL instance of the '{job.Type.FullName}' type."
                );
            }

            return Invoke(job, instance, context);
        }
        catch (Exception exception)
        {
            if (exception is JobAbortedException || IsShutdown(context, exception))
            {
                throw;
            }

            throw new JobPerformanceException(
                "An exception occurred during performance of the job.",
                exception,
                context.BackgroundJob.Id
            );
        }
    }

    private object Invoke(Job job, object instance, PerformContext context)
    {
        var isAsync = typeof(Task).IsAssignableFrom(job.Method.ReturnType);
        if (!isAsync || _taskScheduler == null || _taskScheduler == TaskScheduler.Default)
        {
            return JobInvoker.Invoke(job, instance, context, context.CancellationToken);
        }

        return Task
            .Factory.StartNew(
                () => JobInvoker.Invoke(job, instance, context, context.CancellationToken),
                CancellationToken.None,
                TaskCreationOptions.None,
                _taskScheduler
            )
            .GetAwaiter()
            .GetResult();
    }

    private static bool IsShutdown(PerformContext context, Exception exception) =>
        exception is OperationCanceledException && context.CancellationToken.ShutdownToken.IsCancellationRequested;
}
