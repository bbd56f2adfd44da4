namespace Hangfire;

public class BackgroundJobClient : IBackgroundJobClientV2
{
    private readonly IBackgroundJobFactory _factory;
    private readonly IBackgroundJobStateChanger _stateChanger;

    public BackgroundJobClient()
        : this(JobStorage.Current) { }

    public BackgroundJobClient(JobStorage storage)
        : this(storage, JobFilterProviders.Providers) { }

    public BackgroundJobClient(JobStorage storage, IJobFilterProvider filterProvider)
        : this(storage, new BackgroundJobFactory(filterProvider), new BackgroundJobStateChanger(filterProvider)) { }

    public BackgroundJobClient(
        JobStorage storage,
        IBackgroundJobFactory factory,
        IBackgroundJobStateChanger stateChanger
    )
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(stateChanger);
        Storage = storage;
        _factory = factory;
        _stateChanger = stateChanger;
    }

    public JobStorage Storage { get; }
    public int RetryAttempts { get; set; }

    public string Create(Job job, IState state) => Create(job, state, parameters: null);

    public string Create(Job job, IState state, IDictionary<string, object> parameters)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            using var connection = Storage.GetConnection();
            var copy = parameters == null ? null : new Dictionary<string, object>(parameters, StringComparer.Ordinal);
            return _factory.Create(new CreateContext(Storage, connection, job, state, copy))?.Id;
        }
        catch (Exception exception)
        {
            throw new BackgroundJobClientException(
                "Background job creation failed. See inner exception for details.",
                exception
            );
        }
    }

    public bool ChangeState(string jobId, IState state, string expectedState)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            using var connection = Storage.GetConnection();
            var expected = expectedState == null ? null : new[] { expectedState };
            var applied = _stateChanger.ChangeState(
                new StateChangeContext(Storage, connection, jobId, state, expected)
            );
            return applied != null && string.Equals(applied.Name, state.Name, StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception exception)
        {
            throw new BackgroundJobClientException(
                "State change of a background job failed. See inner exception for details",
                exception
            );
        }
    }
}
