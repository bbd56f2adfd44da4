using System.Runtime.CompilerServices;
using Actra.Model;

namespace Actra.Runtime;

public sealed partial class ActraRuntime
{
    /// <summary>
    /// Shadow evaluation: judges the call, tells observers, and runs the body whatever the answer. A failure on the way to the answer is logged and stops nothing.
    /// </summary>
    /// <param name="contract">What is asked for; a contract or an <see cref="ActionCall"/>.</param>
    /// <param name="body">What runs.</param>
    /// <param name="endpoint">The name under which the call is known to resolvers and observers; <c>call</c> where null.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>What the body returned.</returns>
    [OverloadResolutionPriority(1)]
    public Task<T> AuditAsync<TContract, T>(
        TContract contract,
        Func<TContract, CancellationToken, Task<T>> body,
        string? endpoint = null,
        CancellationToken ct = default
    ) => AuditCoreAsync(contract, endpoint, (judged, token) => new ValueTask<T>(body(judged, token)), ct);

    /// <inheritdoc cref="AuditAsync{TContract, T}(TContract, Func{TContract, CancellationToken, Task{T}}, string?, CancellationToken)" />
    [OverloadResolutionPriority(1)]
    public Task AuditAsync<TContract>(
        TContract contract,
        Func<TContract, CancellationToken, Task> body,
        string? endpoint = null,
        CancellationToken ct = default
    ) => AuditCoreAsync(contract, endpoint, (judged, token) => Bodies.Done(body(judged, token)), ct);

    /// <inheritdoc cref="AuditAsync{TContract, T}(TContract, Func{TContract, CancellationToken, Task{T}}, string?, CancellationToken)" />
    public Task<T> AuditAsync<TContract, T>(
        TContract contract,
        Func<TContract, CancellationToken, ValueTask<T>> body,
        string? endpoint = null,
        CancellationToken ct = default
    ) => AuditCoreAsync(contract, endpoint, body, ct);

    /// <inheritdoc cref="AuditAsync{TContract, T}(TContract, Func{TContract, CancellationToken, Task{T}}, string?, CancellationToken)" />
    public Task AuditAsync<TContract>(
        TContract contract,
        Func<TContract, CancellationToken, ValueTask> body,
        string? endpoint = null,
        CancellationToken ct = default
    ) => AuditCoreAsync(contract, endpoint, (judged, token) => Bodies.Done(body(judged, token)), ct);

    /// <summary>The same for a synchronous body.</summary>
    /// <inheritdoc cref="AuditAsync{TContract, T}(TContract, Func{TContract, CancellationToken, Task{T}}, string?, CancellationToken)" />
    /// <exception cref="ArgumentException">The body returns a task, which nobody would await.</exception>
    public Task<T> AuditAsync<TContract, T>(
        TContract contract,
        Func<TContract, T> body,
        string? endpoint = null,
        CancellationToken ct = default
    )
    {
        Bodies.RefuseAwaitable(typeof(T));
        return AuditCoreAsync(contract, endpoint, (judged, _) => Bodies.Run(body, judged), ct);
    }

    private async Task<T> AuditCoreAsync<TContract, T>(
        TContract contract,
        string? endpoint,
        Func<TContract, CancellationToken, ValueTask<T>> body,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(body);
        await _gate.ShadowAsync(() => _calls.OfContract(contract, null), OptionsOf(endpoint), ct);
        return await body(contract, ct);
    }

    private static AdmitOptions OptionsOf(string? endpoint) =>
        string.IsNullOrWhiteSpace(endpoint) ? AdmitOptions.Default : new AdmitOptions { Endpoint = endpoint };
}
