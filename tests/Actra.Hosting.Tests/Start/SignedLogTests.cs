using Actra.Audit;
using Actra.Model;

namespace Actra.Hosting.Tests;

public sealed class SignedLogTests : IDisposable
{
    private static readonly byte[] Key = new byte[32];
    private readonly string _folder = Directory.CreateTempSubdirectory("actra-heads-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_host_with_keys_signs_its_log_when_it_stops_and_logs_the_head()
    {
        var stopped = new TestHost().UseSqlite(_folder);
        stopped.Actra.SignWith("k1", Key);
        await stopped.StartAsync();
        await stopped.ApprovedAsync();
        await stopped.DisposeAsync();

        await using var next = new TestHost().UseSqlite(_folder);
        var ring = new ActraKeyRing(KeyValuePair.Create("k1", Key));
        var verification = await AuditVerifier.VerifyAsync(next.Get<IAuditLog>(), null, ring, default);

        Assert.True(verification.IsIntact, verification.Broken?.Message);
        Assert.Equal(verification.Head.Sequence, verification.Signed!.Sequence);
        Assert.Contains(
            stopped.Logs.All,
            line => line.Id == 5301 && line.Text.Contains($"{verification.Head.Sequence}:{verification.Head.Hash}")
        );
    }
}
