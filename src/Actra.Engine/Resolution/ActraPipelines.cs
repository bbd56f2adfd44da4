using Actra.Model;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Actra.Resolution;

/// <summary>
/// The Polly pipelines that hold what can fail: <c>actra-actor</c>, <c>actra-snapshot</c>, <c>actra-store</c>, <c>actra-release</c>. Each has a time budget, a
/// few quick retries with jitter, and (for resolvers) a circuit breaker. A host may replace each.
/// </summary>
public sealed class ActraPipelines
{
    /// <summary>Builds the defaults.</summary>
    /// <param name="resolverTimeout">The time budget of a resolver, retries included.</param>
    public ActraPipelines(TimeSpan resolverTimeout)
    {
        Actor = Build("actra-actor", resolverTimeout, breaks: true);
        Snapshot = Build("actra-snapshot", resolverTimeout, breaks: true);
        Store = Build("actra-store", TimeSpan.FromSeconds(10), breaks: false);
        Release = Build("actra-release", TimeSpan.FromSeconds(30), breaks: false);
    }

    /// <summary>Holds actor resolvers.</summary>
    public ResiliencePipeline Actor { get; set; }

    /// <summary>Holds snapshot resolvers.</summary>
    public ResiliencePipeline Snapshot { get; set; }

    /// <summary>Holds calls of the approval store.</summary>
    public ResiliencePipeline Store { get; set; }

    /// <summary>Holds the sending of released work.</summary>
    public ResiliencePipeline Release { get; set; }

    /// <summary>
    /// Runs a call. One that completes synchronously never enters the pipeline; the pipeline takes over when it is not done or has failed.
    /// </summary>
    internal static ValueTask<T> RunAsync<TState, T>(
        ResiliencePipeline pipeline,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> call,
        CancellationToken ct
    )
    {
        ValueTask<T> first;
        try
        {
            first = call(state, ct);
        }
        catch (Exception e)
        {
            first = ValueTask.FromException<T>(e);
        }

        return first.IsCompletedSuccessfully ? first : HoldAsync(pipeline, first, state, call, ct);
    }

    private static async ValueTask<T> HoldAsync<TState, T>(
        ResiliencePipeline pipeline,
        ValueTask<T> started,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> call,
        CancellationToken ct
    )
    {
        Task<T>? first = started.AsTask();
        return await pipeline.ExecuteAsync(
            async token =>
            {
                var attempt = Interlocked.Exchange(ref first, null) ?? call(state, token).AsTask();
                return await attempt.WaitAsync(token);
            },
            ct
        );
    }

    private static ResiliencePipeline Build(string name, TimeSpan timeout, bool breaks)
    {
        var transient = new PredicateBuilder().Handle<Exception>(e =>
            e is not (OperationCanceledException or ActraException)
        );
        var builder = new ResiliencePipelineBuilder { Name = name }
            .AddTimeout(timeout)
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = 2,
                    Delay = TimeSpan.FromMilliseconds(50),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = transient,
                }
            );
        if (breaks)
        {
            builder.AddCircuitBreaker(
                new CircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.9,
                    MinimumThroughput = 20,
                    BreakDuration = TimeSpan.FromSeconds(5),
                    ShouldHandle = transient,
                }
            );
        }

        return builder.Build();
    }
}
