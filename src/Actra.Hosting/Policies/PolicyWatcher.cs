using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>Looks at the policy's files when the file system tells of a change, once it has been quiet for a moment, and at intervals in any case.</summary>
internal sealed class PolicyWatcher(
    HostPolicySource source,
    ActraOptions options,
    TimeProvider clock,
    ILogger<PolicyWatcher> logger
) : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    private readonly Channel<bool> _looks = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.ReloadOnChange || source.Place.Directories.Count == 0)
        {
            return;
        }

        var interval = options.ReloadPollInterval;
        await using var poll = clock.CreateTimer(_ => _looks.Writer.TryWrite(true), null, interval, interval);
        await using var debounce = clock.CreateTimer(
            _ => _looks.Writer.TryWrite(true),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        var watchers = source.Place.Directories.Select(directory => Watch(directory, debounce)).ToList();
        try
        {
            await foreach (var _ in _looks.Reader.ReadAllAsync(stoppingToken))
            {
                source.Refresh();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            watchers.ForEach(watcher => watcher?.Dispose());
        }
    }

    private FileSystemWatcher? Watch(string directory, ITimer debounce)
    {
        try
        {
            var watcher = new FileSystemWatcher(directory);
            watcher.Changed += (_, _) => debounce.Change(Quiet, Timeout.InfiniteTimeSpan);
            watcher.Created += (_, _) => debounce.Change(Quiet, Timeout.InfiniteTimeSpan);
            watcher.Deleted += (_, _) => debounce.Change(Quiet, Timeout.InfiniteTimeSpan);
            watcher.Renamed += (_, _) => debounce.Change(Quiet, Timeout.InfiniteTimeSpan);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or PlatformNotSupportedException)
        {
            Log.NotWatched(logger, e, directory, options.ReloadPollInterval);
            return null;
        }
    }
}
