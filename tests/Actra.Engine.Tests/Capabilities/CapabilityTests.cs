using Actra.Capabilities;

namespace Actra.Engine.Tests.Capabilities;

public class CapabilityTests
{
    [Theory]
    [InlineData("a", "a.*.*")]
    [InlineData("a.b", "a.b.*")]
    [InlineData("a.b.c.d", "a.b.c.d")]
    [InlineData("a..b", "a..b")]
    public void Parts_that_are_not_written_are_any(string text, string whole) =>
        Assert.Equal(whole, Capability.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a.b\n")]
    [InlineData("ä.b")]
    public void Other_characters_are_refused(string text)
    {
        Assert.Throws<FormatException>(() => Capability.Parse(text));
        Assert.False(Capability.TryParse(text, out _));
    }

    [Theory]
    [InlineData("shell.execute.production", "shell.execute")]
    [InlineData("saas.user.role", "saas.user.role.production")]
    [InlineData("shell.exec*", "shell.execute.production")]
    public void A_prohibition_may_cover_what_a_permission_does_not(string named, string required)
    {
        var (rule, asked) = (Capability.Parse(named), Capability.Parse(required));

        Assert.False(rule.Matches(asked));
        Assert.True(rule.MayCover(asked));
    }

    [Theory]
    [InlineData("admin_*", "admin_x", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a[b-d]e", "ace", true)]
    [InlineData("a[!b-d]e", "ace", false)]
    [InlineData("a[]]e", "a]e", true)]
    [InlineData("a[b", "a[b", true)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("a*", "ba", false)]
    [InlineData("", "", true)]
    public void Shell_patterns_fit_the_whole_text(string pattern, string text, bool fits) =>
        Assert.Equal(fits, Glob.Matches(pattern, text));

    [Fact]
    public void A_shell_pattern_of_many_stars_ends_soon() =>
        Assert.False(Glob.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 20_000)));
}
