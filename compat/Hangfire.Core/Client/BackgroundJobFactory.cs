namespace Hangfire.Client;

/// <summary>Makes a job in the storage, inside the client filters.</summary>
public class BackgroundJobFactory : IBackgroundJobFactory
{
    private static readonly TimeSpan ExpirationOfUnfinishedCreation = TimeSpan.FromDays(30);
    private readonly IJobFilterProvider _filterProvider;

    public BackgroundJobFactory()
        : this(JobFilterProviders.Providers) { }

    public BackgroundJobFactory(IJobFilterProvider filterProvider)
    {
        ArgumentNullException.ThrowIfNull(filterProvider);
        _filterProvider = filterProvider;
        StateMachine = new StateMachine(filterProvider);
    }

    public IStateMachine StateMachine { get; }

    public BackgroundJob Create(CreateContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Factory ??= this;
        var filters = new FilterSet(_filterProvider.GetFilters(context.Job));
        try
        {
            return CreateInside(filters.Of<IClientFilter>(), 0, context).BackgroundJob;
        }
        catch (Exception exception)
        {
            var failure = new ClientExceptionContext(context, exception);
            foreach (var filter in filters.Of<IClientExceptionFilter>())
            {
                filter.OnClientException(failure);
            }

            if (!failure.ExceptionHandled)
            {
                throw;
            }

            return null;
        }
    }

    /// <summary>Each filter wraps those after it; the innermost wraps the creation.</summary>
    private CreatedContext CreateInside(IReadOnlyList<IClientFilter> filters, int index, CreateContext context)
    {
        if (index == filters.Count)
        {
            return new CreatedContext(context, CreateNow(context), canceled: false, exception: null);
        }

        var filter = filters[index];
        var creating = new CreatingContext(context);
        filter.OnCreating(creating);
        if (creating.Canceled)
        {
            return new CreatedContext(context, backgroundJob: null, canceled: true, exception: null);
        }

        CreatedContext created;
        try
        {
            created = CreateInside(filters, index + 1, context);
        }
        catch (Exception exception)
        {
            created = new CreatedContext(context, backgroundJob: null, canceled: false, exception);
            filter.OnCreated(created);
            if (!created.ExceptionHandled)
            {
                throw;
            }

            return created;
        }

        filter.OnCreated(created);
        return created;
    }

    private BackgroundJob CreateNow(CreateContext context)
    {
        var createdAt = DateTime.UtcNow;
        var parameters = context.Parameters.ToDictionary(
            pair => pair.Key,
            pair =>
                SerializationHelper.Serialize(
                    pair.Value,
                    pair.Value?.GetType() ?? typeof(object),
                    SerializationOption.User
                ),
            StringComparer.Ordinal
        );
        var id = context.Connection.CreateExpiredJob(
            context.Job,
            parameters,
            createdAt,
            ExpirationOfUnfinishedCreation
        );
        var job = new BackgroundJob(id, context.Job, createdAt, parameters);
        if (context.InitialState == null)
        {
            return job;
        }

        using var transaction = context.Connection.CreateWriteTransaction();
        StateMachine.ApplyState(
            new ApplyStateContext(
                context.Storage,
                context.Connection,
                transaction,
                job,
                context.InitialState,
                oldStateName: null,
                customData: null,
                StateMachine
            )
        );
        transaction.Commit();
        return job;
    }
}
