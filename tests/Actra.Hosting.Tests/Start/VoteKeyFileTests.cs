using Actra.Approvals;
using Actra.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Actra.Hosting.Tests;

public sealed class VoteKeyFileTests : IDisposable
{
    private static readonly VoteSigner Alice = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());
    private static readonly VoteSigner Bob = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());

    private readonly string _folder = Directory.CreateTempSubdirectory("actra-hosting-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keys_of_files_are_believed_from_code_and_from_configuration()
    {
        VoteKeyFile.Register(In("code.json"), Key(Alice, "alice"));
        VoteKeyFile.Register(In("ops.json"), Key(Bob, "bob"));
        await using var host = new TestHost();
        host.Actra.AddVoteKeys(In("code.json"));
        Configure(host, ("Actra:VoteKeys", In("ops.json")));
        await host.StartAsync();

        Assert.True(Believes(host, Alice, "alice"));
        Assert.True(Believes(host, Bob, "bob"));
        Assert.False(Believes(host, Bob, "alice"));
    }

    [Fact]
    public async Task Configuration_may_name_several_files()
    {
        VoteKeyFile.Register(In("one.json"), Key(Alice, "alice"));
        VoteKeyFile.Register(In("two.json"), Key(Bob, "bob"));
        await using var host = new TestHost();
        Configure(host, ("Actra:VoteKeys:0", In("one.json")), ("Actra:VoteKeys:1", In("two.json")));
        await host.StartAsync();

        Assert.Equal(2, host.Get<VoteKeys>().Count);
    }

    [Theory]
    [InlineData("{", "(1,2): ")]
    [InlineData("{\n  \"approver\": []\n}", "(2,3): unknown key `approver`; known are version, approvers")]
    public async Task A_file_that_is_wrong_stops_the_start_with_its_place(string json, string problem)
    {
        File.WriteAllText(In("approvers.json"), json);
        await using var host = new TestHost();
        host.Actra.AddVoteKeys(In("approvers.json"));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.StartsWith($"vote keys: {In("approvers.json")}{problem}", Assert.Single(refusal.Failures));
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_a_key_that_stands_in_two_stops_the_start()
    {
        VoteKeyFile.Register(In("one.json"), Key(Alice, "alice"));
        VoteKeyFile.Register(In("two.json"), Key(Alice, "alice"));

        Assert.Contains("cannot be read", await RefusalAsync("absent.json"));
        Assert.Contains(
            $"the vote key id `{Alice.KeyId}` is empty or stands twice",
            await RefusalAsync("one.json", "two.json")
        );
    }

    private async Task<string> RefusalAsync(params string[] files)
    {
        await using var host = new TestHost();
        foreach (var file in files)
        {
            host.Actra.AddVoteKeys(In(file));
        }

        return Assert.Single((await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync)).Failures);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private static VoteKey Key(VoteSigner signer, string identity) =>
        VoteKey.FromPublicKey(
            signer.PublicHalf!,
            new Dictionary<string, IReadOnlyList<string>> { [identity] = ["finance"] }
        );

    private static bool Believes(TestHost host, VoteSigner signer, string by)
    {
        var now = host.Clock.GetUtcNow();
        var vote = SignedVote.Create(signer, "apr_1", by, VoteAct.Approve, "shown", null, now);
        return host.Get<VoteKeys>().Verify(vote, now, TimeSpan.FromMinutes(1), out _, out _);
    }

    private static void Configure(TestHost host, params (string Key, string Value)[] values) =>
        host.Builder.Configuration.AddInMemoryCollection(
            values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))
        );
}
