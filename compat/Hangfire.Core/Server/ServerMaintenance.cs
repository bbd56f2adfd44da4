namespace Hangfire.Server;

/// <summary>Tells the storage that this server lives, and removes those that no longer do.</summary>
internal sealed class ServerMaintenance(BackgroundJobServerOptions options) : IBackgroundProcess
{
    private DateTime _nextCheck = DateTime.UtcNow;

    public void Execute(BackgroundProcessContext context)
    {
        using (var connection = context.Storage.GetConnection())
        {
            connection.Heartbeat(context.ServerId);
            if (DateTime.UtcNow >= _nextCheck)
            {
                connection.RemoveTimedOutServers(options.ServerTimeout);
                _nextCheck = DateTime.UtcNow + options.ServerCheckInterval;
            }
        }

        context.Wait(options.HeartbeatInterval);
    }
}
