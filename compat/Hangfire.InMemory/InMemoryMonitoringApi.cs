using System.Globalization;

namespace Hangfire.InMemory;

internal sealed class InMemoryMonitoringApi(MemoryState state) : JobStorageMonitor
{
    public override IList<QueueWithTopEnqueuedJobsDto> Queues() =>
        Locked(() =>
            state
                .Queues.Select(queue => new QueueWithTopEnqueuedJobsDto
                {
                    Name = queue.Key,
                    Length = queue.Value.Count,
                    Fetched = state.Fetched.Values.LongCount(name => name == queue.Key),
                    FirstJobs = EnqueuedJobs(queue.Key, 0, 5),
                })
                .OrderBy(queue => queue.Name, StringComparer.Ordinal)
                .ToList()
        );

    public override IList<ServerDto> Servers() =>
        Locked(() =>
            state
                .Servers.Select(server => new ServerDto
                {
                    Name = server.Key,
                    WorkersCount = server.Value.Context.WorkerCount,
                    Queues = [.. server.Value.Context.Queues],
                    StartedAt = server.Value.StartedAt,
                    Heartbeat = server.Value.Heartbeat,
                })
                .ToList()
        );

    public override JobDetailsDto JobDetails(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        return Locked(() =>
        {
            if (!state.Jobs.TryGetValue(jobId, out var job))
            {
                return null;
            }

            var details = new JobDetailsDto
            {
                CreatedAt = job.CreatedAt,
                ExpireAt = job.ExpireAt,
                Properties = job.Parameters.ToDictionary(StringComparer.Ordinal),
                History =
                [
                    .. job
                        .History.Select(entry => new StateHistoryDto
                        {
                            StateName = entry.Name,
                            Reason = entry.Reason,
                            CreatedAt = entry.CreatedAt,
                            Data = entry.CopyData(),
                        })
                        .Reverse(),
                ],
                InvocationData = job.Invocation,
            };
            (details.Job, details.LoadException) = Loading.TryLoad(job.Invocation);
            return details;
        });
    }

    public override StatisticsDto GetStatistics() =>
        Locked(() =>
            new StatisticsDto
            {
                Servers = state.Servers.Count,
                Recurring = SetCount("recurring-jobs"),
                Retries = SetCount("retries"),
                Queues = state.Queues.Count,
                Enqueued = Count(EnqueuedState.StateName),
                Scheduled = Count(ScheduledState.StateName),
                Processing = Count(ProcessingState.StateName),
                Failed = Count(FailedState.StateName),
                Awaiting = Count(AwaitingState.StateName),
                Succeeded = Counter("stats:succeeded"),
                Deleted = Counter("stats:deleted"),
            }
        );

    public override JobList<EnqueuedJobDto> EnqueuedJobs(string queue, int from, int perPage) =>
        Locked(() =>
            List(
                (state.Queues.GetValueOrDefault(queue) ?? []).Select(Job),
                from,
                perPage,
                (job, loaded) =>
                    new EnqueuedJobDto
                    {
                        Job = loaded.Job,
                        LoadException = loaded.Exception,
                        InvocationData = job.Invocation,
                        State = job.State?.Name,
                        StateData = job.State?.CopyData(),
                        InEnqueuedState = Is(job, EnqueuedState.StateName),
                        EnqueuedAt = Is(job, EnqueuedState.StateName) ? job.State?.CreatedAt : null,
                    }
            )
        );

    public override JobList<FetchedJobDto> FetchedJobs(string queue, int from, int perPage) =>
        Locked(() =>
            List(
                state.Fetched.Where(fetched => fetched.Value == queue).Select(fetched => Job(fetched.Key.JobId)),
                from,
                perPage,
                (job, loaded) =>
                    new FetchedJobDto
                    {
                        Job = loaded.Job,
                        LoadException = loaded.Exception,
                        InvocationData = job.Invocation,
                        State = job.State?.Name,
                    }
            )
        );

    public override JobList<ProcessingJobDto> ProcessingJobs(int from, int count) =>
        InState(
            ProcessingState.StateName,
            from,
            count,
            (job, loaded) =>
                new ProcessingJobDto
                {
                    Job = loaded.Job,
                    LoadException = loaded.Exception,
                    InvocationData = job.Invocation,
                    ServerId = job.State.Data.GetValueOrDefault("ServerId"),
                    StartedAt = job.State.CreatedAt,
                    StateData = job.State.CopyData(),
                }
        );

    public override JobList<ScheduledJobDto> ScheduledJobs(int from, int count) =>
        InState(
            ScheduledState.StateName,
            from,
            count,
            (job, loaded) =>
                new ScheduledJobDto
                {
                    Job = loaded.Job,
                    LoadException = loaded.Exception,
                    InvocationData = job.Invocation,
                    EnqueueAt = Date(job, "EnqueueAt") ?? job.State.CreatedAt,
                    ScheduledAt = job.State.CreatedAt,
                    StateData = job.State.CopyData(),
                }
        );

    public override JobList<SucceededJobDto> SucceededJobs(int from, int count) =>
        InState(
            SucceededState.StateName,
            from,
            count,
            (job, loaded) =>
                new SucceededJobDto
                {
                    Job = loaded.Job,
                    LoadException = loaded.Exception,
                    InvocationData = job.Invocation,
                    Result = job.State.Data.GetValueOrDefault("Result"),
                    TotalDuration = Number(job, "PerformanceDuration") + Number(job, "Latency"),
                    SucceededAt = job.State.CreatedAt,
                    StateData = job.State.CopyData(),
                },
            newestFirst: true
        );

    public override JobList<FailedJobDto> FailedJobs(int from, int count) =>
        InState(
            FailedState.StateName,
            from,
            count,
            (job, loaded) =>
                new FailedJobDto
                {
                    Job = loaded.Job,
                    LoadException = loaded.Exception,
                    InvocationData = job.Invocation,
                    Reason = job.State.Reason,
                    FailedAt = job.State.CreatedAt,
                    ExceptionType = job.State.Data.GetValueOrDefault("ExceptionType"),
                    ExceptionMessage = job.State.Data.GetValueOrDefault("ExceptionMessage"),
                    ExceptionDetails = job.State.Data.GetValueOrDefault("ExceptionDetails"),
                    StateData = job.State.CopyData(),
                },
            newestFirst: true
        );

    public override JobList<DeletedJobDto> DeletedJobs(int from, int count) =>
        InState(
            DeletedState.StateName,
            from,
            count,
            (job, loaded) =>
                new DeletedJobDto
                {
                    Job = loaded.Job,
                    LoadException = loaded.Exception,
                    InvocationData = job.Invocation,
                    DeletedAt = job.State.CreatedAt,
                    StateData = job.State.CopyData(),
                },
            newestFirst: true
        );

    public override JobList<AwaitingJobDto> AwaitingJobs(int from, int count) =>
        InState(
            AwaitingState.StateName,
            from,
            count,
            (job, loaded) =>
                new AwaitingJobDto
                {
                    Job = loaded.Job,
                    LoadException = loaded.Exception,
                    InvocationData = job.Invocation,
                    AwaitingAt = job.State.CreatedAt,
                    ParentStateName = job.State.Data.TryGetValue("ParentId", out var parent)
                        ? state.Jobs.GetValueOrDefault(parent)?.State?.Name
                        : null,
                    StateData = job.State.CopyData(),
                }
        );

    public override long ScheduledCount() => Locked(() => Count(ScheduledState.StateName));

    public override long EnqueuedCount(string queue) => Locked(() => state.Queues.GetValueOrDefault(queue)?.Count ?? 0);

    public override long FetchedCount(string queue) =>
        Locked(() => state.Fetched.Values.LongCount(name => name == queue));

    public override long FailedCount() => Locked(() => Count(FailedState.StateName));

    public override long ProcessingCount() => Locked(() => Count(ProcessingState.StateName));

    public override long SucceededListCount() => Locked(() => Count(SucceededState.StateName));

    public override long DeletedListCount() => Locked(() => Count(DeletedState.StateName));

    public override long AwaitingCount() => Locked(() => Count(AwaitingState.StateName));

    public override IDictionary<DateTime, long> SucceededByDatesCount() => ByDay("succeeded");

    public override IDictionary<DateTime, long> FailedByDatesCount() => ByDay("failed");

    public override IDictionary<DateTime, long> DeletedByDatesCount() => ByDay("deleted");

    public override IDictionary<DateTime, long> HourlySucceededJobs() => ByHour("succeeded");

    public override IDictionary<DateTime, long> HourlyFailedJobs() => ByHour("failed");

    public override IDictionary<DateTime, long> HourlyDeletedJobs() => ByHour("deleted");

    private static bool Is(MemoryJob job, string stateName) =>
        string.Equals(job.State?.Name, stateName, StringComparison.OrdinalIgnoreCase);

    private static DateTime? Date(MemoryJob job, string name) =>
        JobHelper.DeserializeNullableDateTime(job.State.Data.GetValueOrDefault(name));

    private static long? Number(MemoryJob job, string name) =>
        long.TryParse(job.State.Data.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static JobList<T> List<T>(
        IEnumerable<MemoryJob> jobs,
        int from,
        int count,
        Func<MemoryJob, (Job Job, JobLoadException Exception), T> make
    ) =>
        new(
            jobs.Where(job => job != null)
                .Skip(from)
                .Take(count)
                .Select(job => KeyValuePair.Create(job.Id, make(job, Loading.TryLoad(job.Invocation))))
                .ToList()
        );

    private JobList<T> InState<T>(
        string stateName,
        int from,
        int count,
        Func<MemoryJob, (Job Job, JobLoadException Exception), T> make,
        bool newestFirst = false
    ) =>
        Locked(() =>
        {
            var jobs = state.Jobs.Values.Where(job => Is(job, stateName)).OrderBy(job => job.State.CreatedAt);
            return List(newestFirst ? jobs.Reverse() : jobs, from, count, make);
        });

    private MemoryJob Job(string jobId) => state.Jobs.GetValueOrDefault(jobId);

    private long Count(string stateName) => state.Jobs.Values.LongCount(job => Is(job, stateName));

    private long SetCount(string key) => state.Sets.GetValueOrDefault(key)?.Count ?? 0;

    private long Counter(string key) => state.Counters.GetValueOrDefault(key)?.Value ?? 0;

    private Dictionary<DateTime, long> ByDay(string what)
    {
        var today = DateTime.UtcNow.Date;
        return Locked(() =>
            Enumerable
                .Range(0, 7)
                .Select(i => today.AddDays(-i))
                .ToDictionary(day => day, day => Counter(Invariant($"stats:{what}:{day:yyyy-MM-dd}")))
        );
    }

    private Dictionary<DateTime, long> ByHour(string what)
    {
        var now = DateTime.UtcNow;
        var hour = now.Date.AddHours(now.Hour);
        return Locked(() =>
            Enumerable
                .Range(0, 24)
                .Select(i => hour.AddHours(-i))
                .ToDictionary(at => at, at => Counter(Invariant($"stats:{what}:{at:yyyy-MM-dd-HH}")))
        );
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private T Locked<T>(Func<T> read)
    {
        lock (state.Sync)
        {
            return read();
        }
    }
}
