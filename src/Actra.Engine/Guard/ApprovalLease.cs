using Actra.Approvals;

namespace Actra.Guard;

/// <summary>
/// The claim on approved work while its handler runs. It renews itself; when that fails, <see cref="Lost"/> is cancelled. Exactly one of
/// <see cref="CompleteAsync"/>, <see cref="FailAsync"/> and <see cref="PutBackAsync"/> ends it; disposing it without one of them lets the lease run out, and the
/// requirement says what follows.
/// </summary>
public sealed class ApprovalLease : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Func<ApprovalCommand, CancellationToken, Task<ApprovalChange>> _change;
    private readonly Task _renewal;

    internal ApprovalLease(
        ApprovalRequest request,
        TimeSpan lease,
        TimeProvider clock,
        Func<ApprovalCommand, CancellationToken, Task<ApprovalChange>> change
    )
    {
        Request = request;
        _change = change;
        Lost = _lost.Token;
        _renewal = Task.Run(() => RenewAsync(lease, clock));
    }

    /// <summary>The request, as it was when claimed.</summary>
    public ApprovalRequest Request { get; }

    /// <summary>Cancelled when the claim is lost: the handler should stop, somebody else may run the work.</summary>
    public CancellationToken Lost { get; }

    /// <summary>The handler returned.</summary>
    /// <returns>False where the claim was lost before.</returns>
    public Task<bool> CompleteAsync() => EndAsync(new ApprovalCommand.Complete(Request.FencingToken));

    /// <summary>The handler failed for good.</summary>
    /// <param name="error">How.</param>
    /// <returns>False where the claim was lost before.</returns>
    public Task<bool> FailAsync(string error) => EndAsync(new ApprovalCommand.Fail(Request.FencingToken, error));

    /// <summary>The handler did not finish, and its pipeline will deliver the work again.</summary>
    /// <param name="notBefore">When it will; until then, and the release time-out from then on, the pump does not send it. Null for at once.</param>
    /// <returns>False where the claim was lost before.</returns>
    public Task<bool> PutBackAsync(DateTimeOffset? notBefore = null) =>
        EndAsync(new ApprovalCommand.PutBack(Request.FencingToken) { NotBefore = notBefore });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewal;
        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task<bool> EndAsync(ApprovalCommand end)
    {
        await _stop.CancelAsync();
        await _renewal;
        return (await _change(end, CancellationToken.None)).Succeeded;
    }

    private async Task RenewAsync(TimeSpan lease, TimeProvider clock)
    {
        var until = clock.GetUtcNow() + lease;
        using var timer = new PeriodicTimer(lease / 3, clock);
        while (true)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(_stop.Token))
                {
                    return;
                }

                var from = clock.GetUtcNow();
                var left = until > from ? until - from : TimeSpan.Zero;
                var renewed = await Task.Run(() =>
                        _change(new ApprovalCommand.Renew(Request.FencingToken, lease), _stop.Token)
                    )
                    .WaitAsync(left, clock, _stop.Token);
                if (!renewed.Succeeded)
                {
                    await _lost.CancelAsync();
                    return;
                }

                until = from + lease;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception) when (clock.GetUtcNow() < until)
            {
                // The store may answer at the next tick; until then the lease still stands.
            }
            catch (Exception)
            {
                await _lost.CancelAsync();
                return;
            }
        }
    }
}
