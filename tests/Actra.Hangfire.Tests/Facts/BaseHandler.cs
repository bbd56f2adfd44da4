using System.Diagnostics.CodeAnalysis;

namespace Actra.Hangfire.Tests.Facts;

[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Hangfire makes an instance.")]
public class BaseHandler
{
    public void Inherited(string key) => Recorder.Record(key, "run");
}
