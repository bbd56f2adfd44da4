using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public sealed class RuntimeLogTests
{
    private static readonly ActraKeyRing Keys = new(KeyValuePair.Create("k1", new byte[32]));
    private readonly Desk _desk = new();
    private readonly InMemoryAuditLog _log = new();

    [Fact]
    public async Task A_disposed_runtime_has_written_every_record_and_signed_the_end()
    {
        await using (var runtime = _desk.Runtime(builder => builder.UseAuditLog(_log).UseKeys(Keys)))
        {
            for (var i = 0; i < 50; i++)
            {
                await runtime.AdmitAsync(new Refund($"A-{i}", 10), (_, _) => Task.FromResult(i));
            }
        }

        var found = await AuditVerifier.VerifyAsync(_log, null, Keys, default);
        Assert.True(found.IsIntact, found.Broken?.Message);
        Assert.Equal((50, 50), (found.Count, found.Signed!.Sequence));
    }

    [Fact]
    public async Task A_log_that_was_handed_in_goes_on()
    {
        await using var writer = new AuditWriter(_log);
        var options = new GuardOptions { ServiceName = "app" };
        var guard = new ActionGuard(options, new FixedPolicy(Desk.Policy), new ActraResolvers(), log: writer);
        await using (new ActraRuntime(guard, log: writer)) { }

        var entry = new AuditEntry
        {
            Time = DateTimeOffset.UnixEpoch,
            Kind = AuditKind.Decision,
            Service = "app",
        };
        await writer.WriteAsync(entry, AuditDurability.Required, default);

        Assert.Single(_log.Records);
    }
}
