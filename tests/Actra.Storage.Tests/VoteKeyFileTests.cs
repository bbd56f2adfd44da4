using Actra.Approvals;
using Actra.Model;

namespace Actra.Storage.Tests;

public sealed class VoteKeyFileTests : IDisposable
{
    private static readonly VoteSigner Alice = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());
    private static readonly VoteSigner Bob = VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey());

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actra-");

    private string File => Path.Combine(_folder.FullName, "approvers.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_registered_is_read_again()
    {
        VoteKeyFile.Register(File, Key(Alice, "alice", "finance", "risk"));
        VoteKeyFile.Register(File, Key(Bob, "Zo\u00eb <b>") with { Tenant = "acme" });

        var keys = VoteKeyFile.Read(File);

        Assert.Equal([Alice.KeyId, Bob.KeyId], keys.Select(key => key.KeyId));
        Assert.Equal([Alice.PublicHalf, Bob.PublicHalf], keys.Select(key => key.PublicHalf));
        Assert.Equal(["finance", "risk"], keys[0].Approvers["alice"]);
        Assert.Empty(keys[1].Approvers["Zo\u00eb <b>"]);
        Assert.Equal([null, "acme"], keys.Select(key => key.Tenant));
        Assert.Equal([File], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_key_is_registered_once()
    {
        VoteKeyFile.Register(File, Key(Alice, "alice"));
        var before = Text;

        var refused = Assert.Throws<ActraException>(() => VoteKeyFile.Register(File, Key(Alice, "bob")));

        Assert.Equal($"`{File}` holds the key `{Alice.KeyId}` already", refused.Message);
        Assert.Equal(before, Text);
    }

    [Fact]
    public void What_could_not_be_read_again_is_not_written()
    {
        VoteKeyFile.Register(File, Key(Alice, "alice"));
        var before = Text;

        Assert.Throws<ActraException>(() => VoteKeyFile.Register(File, Key(Bob, " ")));
        Assert.Throws<ActraException>(() => VoteKeyFile.Register(File, Key(Bob, "bob", "risk", "risk")));
        Assert.Throws<ActraException>(() => VoteKeyFile.Register(File, Key(Bob, "bob", "")));
        Assert.Throws<ActraException>(() => VoteKeyFile.Register(File, Key(Bob, "bob") with { Tenant = "" }));
        var secret = new VoteKey("chat", new byte[32], new Dictionary<string, IReadOnlyList<string>> { ["bob"] = [] });
        Assert.Throws<ActraException>(() => VoteKeyFile.Register(File, secret));

        Assert.Equal(before, Text);
        Assert.Equal([File], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_file_that_is_wrong_is_left_as_it_is()
    {
        System.IO.File.WriteAllText(File, "{}");

        Assert.Throws<ActraException>(() => VoteKeyFile.Register(File, Key(Alice, "alice")));

        Assert.Equal("{}", Text);
    }

    [Fact]
    public void While_another_registration_is_at_work_nothing_is_written()
    {
        System.IO.File.WriteAllText(File + ".new", "");

        var refused = Assert.Throws<ActraException>(() => VoteKeyFile.Register(File, Key(Alice, "alice")));

        Assert.Contains("another registration is at work", refused.Message);
        Assert.Equal([File + ".new"], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task Of_many_registrations_at_once_none_is_lost()
    {
        var keys = Enumerable
            .Range(0, 40)
            .Select(i => Key(VoteSigner.FromPrivateKey(VoteSigner.NewPrivateKey()), $"p{i}"))
            .ToList();

        var done = await Task.WhenAll(keys.Select(key => Task.Run(() => Registered(key))));

        var kept = keys.Where((_, i) => done[i]).Select(key => key.KeyId);
        Assert.NotEmpty(kept);
        Assert.Equal(kept.Order(), VoteKeyFile.Read(File).Select(key => key.KeyId).Order());
    }

    public static TheoryData<string, string> Mistakes =>
        new()
        {
            { "", "(1,1): The input does not contain any JSON tokens" },
            { "[]", "(1,1): a file of keys is an object" },
            { "{\n}", "(1,1): `version` is missing" },
            { "{\n \"version\": 1\n}", "(1,1): `approvers` is missing" },
            { "{\"version\": 2, \"approvers\": []}", "(1,13): `version` is 1" },
            { "{\"version\": 1, \"approvers\": {}}", "(1,29): `approvers` is a list" },
            { "{\"version\": 1,\n \"version\": 1, \"approvers\": []}", "(2,2): `version` stands twice" },
            { "{\"version\": 1, \"approvers\": [1]}", "(1,30): an approver is an object" },
            { "{\"version\": 1, \"approvers\": []} x", "(1,33): 'x' is invalid" },
            { "{\"version\": 1, \"approvers\": [", "(1,30): Expected depth to be zero" },
            { Entry("\"identity\": \"alice\""), "(3,2): `roles` is missing" },
            { Entry("\"identity\": \" \""), "(3,16): a text of `identity` is empty" },
            { Entry("\"identity\": 7"), "(3,16): `identity` holds text" },
            { Entry("\"identity\": \"\\ud800\""), "(3,16): the text is no Unicode" },
            { Entry("\"roles\": \"finance\""), "(3,13): `roles` is a list" },
            { Entry("\"roles\": [\"a\",\n\"a\"]"), "(4,1): the role `a` stands twice" },
            { Entry("\"rolls\": []"), "(3,4): unknown key `rolls`; known are identity, roles, tenant, key, public" },
            { Whole(Alice.KeyId, "AAAA"), "`public`: the PEM holds no ECDSA key on P-256" },
            { Whole(Alice.KeyId, "alice"), "`public`: the text is no PEM" },
            { Whole("p256-0", Half(Alice)), $"`p256-0` is not the id of this public half, which is `{Alice.KeyId}`" },
            { Whole(Alice.KeyId, Half(Alice), twice: true), $"the key `{Alice.KeyId}` stands twice" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_has_its_place(string json, string problem)
    {
        System.IO.File.WriteAllText(File, json);

        var refused = Assert.Throws<ActraException>(() => VoteKeyFile.Read(File));

        Assert.StartsWith(File + "(", refused.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_written_by_hand_may_hold_a_whole_PEM()
    {
        System.IO.File.WriteAllText(
            File,
            "\ufeff" + Whole(Alice.KeyId, Alice.PublicHalf!.Replace("\n", "\\n", StringComparison.Ordinal))
        );

        Assert.Equal(Alice.PublicHalf, Assert.Single(VoteKeyFile.Read(File)).PublicHalf);
    }

    [Fact]
    public void A_private_key_has_no_place_in_a_file()
    {
        var pem = VoteSigner.NewPrivateKey().Replace("\n", "\\n", StringComparison.Ordinal);
        System.IO.File.WriteAllText(File, Whole(Alice.KeyId, pem));

        Assert.Contains("a private key", Assert.Throws<ActraException>(() => VoteKeyFile.Read(File)).Message);
    }

    private static string Entry(string members) => $"{{\"version\": 1, \"approvers\": [\n\n {{ {members} }}]}}";

    private static string Whole(string id, string half, bool twice = false)
    {
        var entry = $"{{\"identity\": \"alice\", \"roles\": [], \"key\": \"{id}\", \"public\": \"{half}\"}}";
        return $"{{\"version\": 1, \"approvers\": [{(twice ? entry + "," : "")}{entry}]}}";
    }

    private static string Half(VoteSigner signer) =>
        string.Concat(signer.PublicHalf!.Split('\n').Where(line => !line.StartsWith('-')));

    private static VoteKey Key(VoteSigner signer, string identity, params string[] roles) =>
        VoteKey.FromPublicKey(signer.PublicHalf!, new Dictionary<string, IReadOnlyList<string>> { [identity] = roles });

    private string Text => System.IO.File.ReadAllText(File);

    private bool Registered(VoteKey key)
    {
        try
        {
            VoteKeyFile.Register(File, key);
            return true;
        }
        catch (ActraException e) when (e.Message.Contains("another registration", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
