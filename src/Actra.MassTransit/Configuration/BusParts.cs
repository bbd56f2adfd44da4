using System.Security.Cryptography;
using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actra.MassTransit;

/// <summary>What a guarded bus takes from its host.</summary>
internal sealed record BusParts(
    GuardedBuses Buses,
    ActionGuard Guard,
    IApprovalStore Store,
    ActraKeyRing Keys,
    AuditWriter? Records,
    TimeProvider Clock,
    ILogger Logger
)
{
    public static BusParts Resolve(IServiceProvider services, bool isInMemory)
    {
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger("Actra.MassTransit") ?? NullLogger.Instance;
        return new BusParts(
            services.GetService<GuardedBuses>()
                ?? throw new ConfigurationException("UseActra needs services.AddActra(…).AddMassTransitGuard()"),
            services.GetRequiredService<ActionGuard>(),
            services.GetService<IApprovalStore>()
                ?? throw new ConfigurationException("UseActra needs an approval store"),
            services.GetService<ActraKeyRing>() ?? KeysOf(isInMemory, logger),
            services.GetService<AuditWriter>(),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            logger
        );
    }

    private static ActraKeyRing KeysOf(bool isInMemory, ILogger logger)
    {
        if (!isInMemory)
        {
            throw new ConfigurationException(
                "UseActra on a broker needs a signing key, the same on all hosts of the service: services.AddActra(…).SignWith(keyId, key)"
            );
        }

        Log.EphemeralKey(logger);
        return new ActraKeyRing(new KeyValuePair<string, byte[]>("ephemeral", RandomNumberGenerator.GetBytes(32)));
    }
}
