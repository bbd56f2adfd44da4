using System.Runtime.InteropServices;

namespace Actra.Cli;

/// <summary>Ends what goes on until it is interrupted, in good order: an interrupt is how it is meant to end.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interrupt() => _signals = [On(PosixSignal.SIGINT), On(PosixSignal.SIGTERM)];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _stop.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                _stop.Cancel();
            }
        );
}
