using Actra.Model;
using Actra.Resolution;

namespace Actra.Engine.Tests.Resolution;

public class ActorSealTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private static readonly ActraKeyRing Keys = Ring("k1", 1);
    private static readonly ActorIdentity Alice = new("alice", "user", "acme", ActorSource.Host);

    [Fact]
    public void A_seal_that_travelled_proves_who_asked_for_this_work()
    {
        Assert.True(ActorSeal.TryDecode(ActorSeal.Create(Keys, Alice, "m-1", "digest", Now).Encode(), out var seal));

        Assert.Equal(Alice with { Source = ActorSource.Signed }, Verify(seal));
    }

    [Fact]
    public void It_proves_nothing_about_other_work_another_identity_or_under_another_key()
    {
        var seal = ActorSeal.Create(Keys, Alice, "m-1", "digest", Now);

        Assert.Null(Verify(seal, workId: "m-2"));
        Assert.Null(Verify(seal, digest: "other"));
        Assert.Null(Verify(seal with { Actor = Alice with { Id = "root" } }));
        Assert.Null(Verify(seal with { Actor = Alice with { Type = "service" } }));
        Assert.Null(Verify(seal with { Actor = Alice with { Tenant = null } }));
        Assert.Null(Verify(seal with { IssuedAt = Now.AddSeconds(1) }));
        Assert.Null(Verify(seal with { KeyId = "k2" }));
        Assert.Null(Verify(seal, keys: Ring("k1", 2)));
    }

    [Fact]
    public void It_is_refused_when_too_old_and_when_from_the_future()
    {
        var seal = ActorSeal.Create(Keys, Alice, "m-1", "digest", Now);

        Assert.NotNull(Verify(seal, now: Now.AddMinutes(11)));
        Assert.Null(Verify(seal, now: Now.AddMinutes(13)));
        Assert.NotNull(Verify(seal, now: Now.AddMinutes(-1)));
        Assert.Null(Verify(seal, now: Now.AddMinutes(-3)));
    }

    [Fact]
    public void A_rotated_ring_still_knows_what_its_older_key_signed()
    {
        var seal = ActorSeal.Create(Keys, Alice, "m-1", "digest", Now);
        var rotated = new ActraKeyRing(new("k2", Key(2)), new KeyValuePair<string, byte[]>("k1", Key(1)));

        Assert.NotNull(Verify(seal, keys: rotated));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.a.b.c")]
    [InlineData("2.YQ.YQ..1.YQ.YQ")]
    [InlineData("1.YQ.YQ..x.YQ.YQ")]
    [InlineData("1.YQ.YQ..99999999999999999.YQ.YQ")]
    [InlineData("1.*.YQ..1.YQ.YQ")]
    public void What_is_no_seal_is_not_read_as_one(string? text) => Assert.False(ActorSeal.TryDecode(text, out _));

    [Fact]
    public void An_identity_that_would_not_be_read_back_is_not_sealed()
    {
        var endless = Alice with { Id = new string('u', 5000) };

        Assert.Throws<ActraException>(() => ActorSeal.Create(Keys, endless, "m-1", "digest", Now));
    }

    private static ActorIdentity? Verify(
        ActorSeal seal,
        ActraKeyRing? keys = null,
        string workId = "m-1",
        string digest = "digest",
        DateTimeOffset? now = null
    ) => seal.Verify(keys ?? Keys, workId, digest, now ?? Now, TimeSpan.FromMinutes(10), out _);

    private static ActraKeyRing Ring(string id, byte fill) => new(new KeyValuePair<string, byte[]>(id, Key(fill)));

    private static byte[] Key(byte fill) => [.. Enumerable.Repeat(fill, 32)];
}
