using System.Diagnostics.CodeAnalysis;
using Hangfire;

namespace Actra.Hangfire.Tests.Facts;

[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Hangfire makes an instance.")]
public sealed class Handlers
{
    public void Run(string key) => Recorder.Record(key, "run");

    public void RunAs(string key, string who) => Recorder.Record(key, who);

    public void Throw(string key)
    {
        Recorder.Record(key, "run");
        throw new InvalidOperationException("the handler failed");
    }

    public void RunWith(string key, [FromParameter("Injected")] string value) => Recorder.Record(key, value);

    public void WaitForAbort(string key, CancellationToken token)
    {
        Recorder.Record(key, "started");
        token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
        Recorder.Record(key, token.IsCancellationRequested ? "aborted" : "not aborted");
        token.ThrowIfCancellationRequested();
    }

    [Queue("attributed")]
    public void RunOnAttributedQueue(string key) => Recorder.Record(key, "run");

    public void Take(string key, CancellationToken token, IJobCancellationToken jobToken) =>
        Recorder.Record(key, $"{token.CanBeCanceled} {jobToken != null}");
}
