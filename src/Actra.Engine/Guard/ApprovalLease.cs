using Actra.Approvals;
using Microsoft.Extensions.Logging;

namespace Actra.Guard;

/// <summary>
/// The claim on approved work while its handler runs. It renews itself; when that fails, <see cref="Lost"/> is cancelled. Exactly one of
/// <see cref="CompleteAsync"/>, <see cref="FailAsync"/> and <see cref="PutBackAsync"/> ends it; disposing it without one of them lets the lease run out, and the
/// requirement says what follows. A store that does not answer at the end is asked again until the lease would run out.
/// </summary>
public sealed class ApprovalLease : IAsyncDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly TimeSpan _lease;
    private readonly TimeProvider _clock;
    private readonly Func<ApprovalCommand, CancellationToken, Task<ApprovalChange>> _change;
    private readonly ILogger _logger;
    private readonly PeriodicTimer _timer;
    private readonly Task _renewal;
    private DateTimeOffset _until;

    internal ApprovalLease(
        ApprovalRequest request,
        TimeSpan lease,
        TimeProvider clock,
        Func<ApprovalCommand, CancellationToken, Task<ApprovalChange>> change,
        ILogger logger
    )
    {
        Request = request;
        Lost = _lost.Token;
        _lease = lease;
        _clock = clock;
        _change = change;
        _logger = logger;
        _until = request.LeaseUntil ?? clock.GetUtcNow() + lease;
        _timer = new PeriodicTimer(lease / 3, clock);
        _renewal = Task.Run(RenewAsync);
    }

    /// <summary>The request, as it was when claimed.</summary>
    public ApprovalRequest Request { get; }

    /// <summary>Cancelled when the claim is lost: the handler should stop, somebody else may run the work.</summary>
    public CancellationToken Lost { get; }

    /// <summary>The handler returned.</summary>
    /// <returns>False where the claim was lost before.</returns>
    public Task<bool> CompleteAsync() =>
        EndAsync(new ApprovalCommand.Complete(Request.FencingToken), ApprovalState.Executed);

    /// <summary>The handler failed for good.</summary>
    /// <param name="error">How.</param>
    /// <returns>False where the claim was lost before.</returns>
    public Task<bool> FailAsync(string error) =>
        EndAsync(new ApprovalCommand.Fail(Request.FencingToken, error), ApprovalState.Failed);

    /// <summary>The handler did not finish, and its pipeline will deliver the work again.</summary>
    /// <param name="notBefore">When, where the pipeline waits before it does; null for at once. Until then it is not sent from elsewhere.</param>
    /// <returns>False where the claim was lost before.</returns>
    public Task<bool> PutBackAsync(DateTimeOffset? notBefore = null) =>
        EndAsync(new ApprovalCommand.PutBack(Request.FencingToken) { NotBefore = notBefore }, ApprovalState.Released);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _renewal;
        _timer.Dispose();
    }

    private async Task<bool> EndAsync(ApprovalCommand end, ApprovalState state)
    {
        await StopAsync();
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            Exception problem;
            try
            {
                var change = await _change(end, CancellationToken.None);

                // An answer that was lost on its way looks like a lost claim when it is asked for again; but only this claim can have led there.
                return change.Succeeded
                    || (change.Request?.State == state && change.Request.FencingToken == Request.FencingToken);
            }
            catch (Exception e)
            {
                problem = e;
            }

            var left = _until - _clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                Log.EndNotStored(_logger, problem, Request.Id);
                return false;
            }

            Log.EndTriedAgain(_logger, problem, Request.Id, _until);
            await Task.Delay(wait < left ? wait : left, _clock);
        }
    }

    private async Task RenewAsync()
    {
        while (true)
        {
            try
            {
                if (!await _timer.WaitForNextTickAsync(_stop.Token))
                {
                    return;
                }

                var from = _clock.GetUtcNow();
                using var end = new CancellationTokenSource(_until > from ? _until - from : TimeSpan.Zero, _clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, end.Token);
                var renewed = await Task.Run(() =>
                        _change(new ApprovalCommand.Renew(Request.FencingToken, _lease), _stop.Token)
                    )
                    .WaitAsync(either.Token);
                if (!renewed.Succeeded)
                {
                    break;
                }

                _until = from + _lease;
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception) when (_clock.GetUtcNow() < _until)
            {
                // The store may answer at the next tick; until then the lease still stands.
            }
            catch (Exception)
            {
                break;
            }
        }

        await LoseAsync();
    }

    private async Task LoseAsync()
    {
        try
        {
            await _lost.CancelAsync();
        }
        catch (Exception e)
        {
            // What a handler does when it is told to stop is its own affair: the claim is lost all the same.
            Log.LostCallbackFailed(_logger, e, Request.Id);
        }
    }
}
