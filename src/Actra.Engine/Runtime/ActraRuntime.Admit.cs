using System.Runtime.CompilerServices;
using Actra.Guard;
using Actra.Model;

namespace Actra.Runtime;

public sealed partial class ActraRuntime
{
    /// <summary>
    /// Runs a body only if the policy allows what the contract asks for, or an approval for exactly this work does (see <see cref="AdmitOptions"/>). The contract is
    /// judged as <typeparamref name="TContract"/>, or as its own type where that one names no action; an <see cref="ActionCall"/> is judged as it is.
    /// </summary>
    /// <param name="contract">What is asked for.</param>
    /// <param name="body">What runs; it receives what was judged, and a token that is also cancelled when a claimed approval is lost.</param>
    /// <param name="options">How the call is admitted.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>What the body returned.</returns>
    /// <exception cref="ActraPolicyException">The policy blocks it, or it requires an approval that it does not have. The body has not run.</exception>
    /// <exception cref="ActraException">It cannot be judged: a resolver or the store failed, another worker holds it, or the contract does not fit. The body has not run.</exception>
    [OverloadResolutionPriority(1)]
    public Task<T> AdmitAsync<TContract, T>(
        TContract contract,
        Func<TContract, CancellationToken, Task<T>> body,
        AdmitOptions? options = null,
        CancellationToken ct = default
    ) => AdmitCoreAsync(contract, options, (judged, token) => new ValueTask<T>(body(judged, token)), ct);

    /// <inheritdoc cref="AdmitAsync{TContract, T}(TContract, Func{TContract, CancellationToken, Task{T}}, AdmitOptions?, CancellationToken)" />
    [OverloadResolutionPriority(1)]
    public Task AdmitAsync<TContract>(
        TContract contract,
        Func<TContract, CancellationToken, Task> body,
        AdmitOptions? options = null,
        CancellationToken ct = default
    ) => AdmitCoreAsync(contract, options, (judged, token) => Bodies.Done(body(judged, token)), ct);

    /// <inheritdoc cref="AdmitAsync{TContract, T}(TContract, Func{TContract, CancellationToken, Task{T}}, AdmitOptions?, CancellationToken)" />
    public Task<T> AdmitAsync<TContract, T>(
        TContract contract,
        Func<TContract, CancellationToken, ValueTask<T>> body,
        AdmitOptions? options = null,
        CancellationToken ct = default
    ) => AdmitCoreAsync(contract, options, body, ct);

    /// <inheritdoc cref="AdmitAsync{TContract, T}(TContract, Func{TContract, CancellationToken, Task{T}}, AdmitOptions?, CancellationToken)" />
    public Task AdmitAsync<TContract>(
        TContract contract,
        Func<TContract, CancellationToken, ValueTask> body,
        AdmitOptions? options = null,
        CancellationToken ct = default
    ) => AdmitCoreAsync(contract, options, (judged, token) => Bodies.Done(body(judged, token)), ct);

    /// <summary>The same for a synchronous body.</summary>
    /// <inheritdoc cref="AdmitAsync{TContract, T}(TContract, Func{TContract, CancellationToken, Task{T}}, AdmitOptions?, CancellationToken)" />
    /// <exception cref="ArgumentException">The body returns a task, which nobody would await.</exception>
    public Task<T> AdmitAsync<TContract, T>(
        TContract contract,
        Func<TContract, T> body,
        AdmitOptions? options = null,
        CancellationToken ct = default
    )
    {
        Bodies.RefuseAwaitable(typeof(T));
        return AdmitCoreAsync(contract, options, (judged, _) => Bodies.Run(body, judged), ct);
    }

    /// <summary>The same for an action with named fields; the body receives those that were judged.</summary>
    /// <inheritdoc cref="AdmitAsync{TContract, T}(TContract, Func{TContract, CancellationToken, Task{T}}, AdmitOptions?, CancellationToken)" />
    public Task<T> AdmitAsync<T>(
        string actionType,
        FieldMap fields,
        Func<FieldMap, CancellationToken, Task<T>> body,
        AdmitOptions? options = null,
        CancellationToken ct = default
    ) => AdmitAsync(Named(actionType, fields), (call, token) => body(call.Fields, token), options, ct);

    /// <inheritdoc cref="AdmitAsync{T}(string, FieldMap, Func{FieldMap, CancellationToken, Task{T}}, AdmitOptions?, CancellationToken)" />
    public Task AdmitAsync(
        string actionType,
        FieldMap fields,
        Func<FieldMap, CancellationToken, Task> body,
        AdmitOptions? options = null,
        CancellationToken ct = default
    ) => AdmitAsync(Named(actionType, fields), (call, token) => body(call.Fields, token), options, ct);

    private async Task<T> AdmitCoreAsync<TContract, T>(
        TContract contract,
        AdmitOptions? options,
        Func<TContract, CancellationToken, ValueTask<T>> body,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(body);
        options ??= AdmitOptions.Default;
        var work = _calls.OfContract(contract, options.Context);
        return await _gate.AdmitAsync(work, options, token => body(contract, token), ct);
    }
}
