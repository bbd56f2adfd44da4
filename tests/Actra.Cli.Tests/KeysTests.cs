using Actra.Approvals;
using Actra.Model;
using Actra.Storage;

namespace Actra.Cli.Tests;

public sealed class KeysTests : IDisposable
{
    private readonly LogFile _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void A_new_key_is_random_and_for_its_owner_alone()
    {
        var (one, two) = (_log.In("one"), _log.In("two"));

        Assert.Equal(
            new Answer(0, $"made the key `alice-1` in {one}\n", ""),
            Shell.Run("keys", "new", "--id", "alice-1", "--output", one)
        );
        Shell.Run("keys", "new", "--id", "alice-1", "--output", two);

        var (id, key) = Assert.Single(ActraKeyFile.Read(one));
        Assert.Equal(("alice-1", 32), (id, key.Length));
        Assert.NotEqual(key, ActraKeyFile.Read(two)[0].Value);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(one));
        }
    }

    [Fact]
    public void A_file_that_is_there_is_never_overwritten()
    {
        var before = File.ReadAllText(_log.KeyFile);

        var answer = Shell.Run("keys", "new", "--id", "k2", "--output", _log.KeyFile);

        Assert.Equal(2, answer.Code);
        Assert.Contains("it is there already, and keys are never overwritten", answer.Error);
        Assert.Equal(before, File.ReadAllText(_log.KeyFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("#a")]
    public void An_id_that_could_not_be_read_again_is_refused(string id)
    {
        Assert.Equal(2, Shell.Run("keys", "new", "--id", id, "--output", _log.In("new")).Code);
        Assert.False(File.Exists(_log.In("new")));
    }

    [Theory]
    [InlineData("", "holds no key")]
    [InlineData("k1", "line 1")]
    [InlineData("# c\nk1 c2hvcnQ=", "line 2")]
    [InlineData("k1 %%%", "line 1")]
    public void A_file_that_holds_no_keys_is_refused_by_line_and_without_the_key(string text, string message)
    {
        var path = _log.In("wrong");
        File.WriteAllText(path, text);

        var refused = Assert.Throws<ActraException>(() => ActraKeyFile.Read(path));

        Assert.Contains(message, refused.Message);
        Assert.DoesNotContain("c2hvcnQ", refused.Message);
    }

    [Fact]
    public void The_first_key_of_a_file_signs_and_an_id_stands_once()
    {
        var key = Convert.ToBase64String(new byte[32]);
        var path = _log.In("ring");
        File.WriteAllText(path, $"# newest first\nnew {key}\n\nold {key}\n");
        Assert.Equal("new", ActraKeyFile.ReadRing(path).SigningKeyId);
        File.AppendAllText(path, $"old {key}\n");
        Assert.Contains("stands twice", Assert.Throws<ActraException>(() => ActraKeyFile.ReadRing(path)).Message);
    }

    [Fact]
    public void A_persons_key_has_a_private_half_for_its_owner_alone_and_a_public_one()
    {
        var path = _log.In("alice.pem");

        var answer = Shell.Run("keys", "new", "--approver", "--output", path);

        var signer = VoteSigner.FromPrivateKey(File.ReadAllText(path));
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal(
            $"made the key `{signer.KeyId}` in {path}; its public half is in {_log.In("alice.pub")}\n{signer.PublicHalf}",
            answer.Out
        );
        Assert.Equal(signer.PublicHalf, File.ReadAllText(_log.In("alice.pub")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void Neither_half_is_overwritten_and_no_half_is_left_alone()
    {
        File.WriteAllText(_log.In("bob.pub"), "mine");

        var half = Shell.Run("keys", "new", "--approver", "--output", _log.In("bob.pem"));
        Shell.Run("keys", "new", "--approver", "--output", _log.In("eve"));
        var again = Shell.Run("keys", "new", "--approver", "--output", _log.In("eve"));

        Assert.Equal((2, 2), (half.Code, again.Code));
        Assert.False(File.Exists(_log.In("bob.pem")));
        Assert.Equal("mine", File.ReadAllText(_log.In("bob.pub")));
        Assert.True(File.Exists(_log.In("eve.pub")));
    }

    [Theory]
    [InlineData("--id names a host's key", "new", "--output", "x")]
    [InlineData("leave --id out", "new", "--approver", "--id", "a", "--output", "x")]
    [InlineData("--output is empty", "new", "--id", "a", "--output", " ")]
    [InlineData("--as is empty", "register", "x", "--key", "y", "--as", "")]
    [InlineData("cannot be read", "register", "x", "--key", "/no/such/file", "--as", "alice")]
    public void What_cannot_be_understood_answers_2(string message, params string[] args)
    {
        var answer = Shell.Run(["keys", .. args]);

        Assert.Equal((2, ""), (answer.Code, answer.Out));
        Assert.Contains(message, answer.Error);
    }

    [Fact]
    public void Either_half_can_be_registered_once_with_identity_roles_and_tenant()
    {
        var file = _log.In("approvers.json");
        Shell.Run("keys", "new", "--approver", "--output", _log.In("alice.pem"));
        Shell.Run("keys", "new", "--approver", "--output", _log.In("rita.pem"));

        var first = Shell.Run([
            "keys",
            "register",
            file,
            "--key",
            _log.In("alice.pub"),
            "--as",
            "alice",
            "--role",
            "finance",
            "--role",
            "risk",
            "--tenant",
            "acme",
        ]);
        var second = Shell.Run("keys", "register", file, "--key", _log.In("rita.pem"), "--as", "rita");
        var again = Shell.Run("keys", "register", file, "--key", _log.In("rita.pub"), "--as", "rita");

        var keys = VoteKeyFile.Read(file);
        Assert.Equal($"registered `{keys[0].KeyId}` for alice of acme (finance, risk) in {file}\n", first.Out);
        Assert.Contains("for rita (no role: it can only cancel its owner's requests)", second.Out);
        Assert.Equal(["finance", "risk"], keys[0].Approvers["alice"]);
        Assert.Equal(("acme", null), (keys[0].Tenant, keys[1].Tenant));
        Assert.Equal((2, $"error: `{file}` holds the key `{keys[1].KeyId}` already\n"), (again.Code, again.Error));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(file));
    }

    [Fact]
    public void A_file_that_is_wrong_is_refused_with_its_place_and_left()
    {
        var file = _log.In("approvers.json");
        File.WriteAllText(file, "{\n  \"version\": 7\n}");
        Shell.Run("keys", "new", "--approver", "--output", _log.In("alice.pem"));

        var answer = Shell.Run("keys", "register", file, "--key", _log.In("alice.pem"), "--as", "alice");

        Assert.Equal((2, $"error: {file}(2,14): `version` is 1\n"), (answer.Code, answer.Error));
        Assert.Equal("{\n  \"version\": 7\n}", File.ReadAllText(file));
    }
}
