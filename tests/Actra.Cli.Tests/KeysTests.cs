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
}
