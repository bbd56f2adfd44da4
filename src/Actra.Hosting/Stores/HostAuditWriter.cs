using Actra.Audit;
using Actra.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>The host's writer to its decision log. Every signed head is also logged: a copy outside of the database shows that both were replaced.</summary>
internal static class HostAuditWriter
{
    public static AuditWriter Create(IServiceProvider services)
    {
        var logger = services.GetRequiredService<ILogger<AuditWriter>>();
        var options = new AuditWriterOptions
        {
            HeadEvery = services.GetRequiredService<ActraOptions>().AuditHeadEvery,
            HeadSigned = head => Log.HeadSigned(logger, head.Sequence, head.Hash),
            HeadFailed = e => Log.HeadNotSigned(logger, e, e.Message),
        };
        return new AuditWriter(
            services.GetRequiredService<IAuditLog>(),
            options,
            services.GetRequiredService<TimeProvider>(),
            services.GetService<ActraKeyRing>()
        );
    }
}
