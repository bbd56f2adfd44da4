using System.Collections.Concurrent;

namespace Hangfire.Server;

/// <summary>The jobs that run on one server now, watched for a change of state by somebody else.</summary>
internal sealed class RunningJobs(TimeSpan checkInterval) : IBackgroundProcess
{
    private readonly ConcurrentDictionary<ServerJobCancellationToken, bool> _tokens = new();

    public void Add(ServerJobCancellationToken token) => _tokens[token] = true;

    public void Remove(ServerJobCancellationToken token) => _tokens.TryRemove(token, out _);

    public void Execute(BackgroundProcessContext context)
    {
        foreach (var token in _tokens.Keys)
        {
            token.Check();
        }

        context.Wait(checkInterval);
    }
}
