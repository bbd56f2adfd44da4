namespace Hangfire;

public abstract class JobStorage
{
    private static JobStorage _current;
    private TimeSpan _jobExpirationTimeout = TimeSpan.FromDays(1);

    protected JobStorage() { }

    public static JobStorage Current
    {
        get =>
            _current
            ?? throw new InvalidOperationException(
                "Current JobStorage instance has not been initialized yet. You must set it before using Hangfire Client or Server API."
            );
        set => _current = value;
    }

    public TimeSpan JobExpirationTimeout
    {
        get => _jobExpirationTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _jobExpirationTimeout = value;
        }
    }

    public virtual bool LinearizableReads => false;

    public abstract IMonitoringApi GetMonitoringApi();

    public abstract IStorageConnection GetConnection();

    public virtual IStorageConnection GetReadOnlyConnection() => GetConnection();

    [Obsolete("Use GetServerRequiredProcesses and GetStorageWideProcesses.")]
    public virtual IEnumerable<IServerComponent> GetComponents() => [];

    public virtual IEnumerable<IBackgroundProcess> GetServerRequiredProcesses() => [];

    public virtual IEnumerable<IBackgroundProcess> GetStorageWideProcesses() => [];

    public virtual IEnumerable<IStateHandler> GetStateHandlers() => [];

    public virtual void WriteOptionsToLog(ILog logger) { }

    public virtual bool HasFeature(string featureId)
    {
        ArgumentNullException.ThrowIfNull(featureId);
        return false;
    }
}
