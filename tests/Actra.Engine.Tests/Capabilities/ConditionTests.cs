using System.Text.Json;
using Actra.Capabilities;

namespace Actra.Engine.Tests.Capabilities;

public class ConditionTests
{
    private const string Limit = "{deny: [{capability: r.x, amount_gt: 1000}], allow: [r.x]}";
    private const string Small = "{allow: [{capability: r.x, amount_lte: 1000}]}";
    private const string Folder = "{allow: [{capability: r.x, path_prefix: /tmp}]}";
    private const string NoFolder = "{deny: [{capability: r.x, path_prefix: /etc}], allow: [r.x]}";

    [Theory]
    [InlineData("""{"amount": 5}""", "allow", "allow")]
    [InlineData("""{"amount": " 1_000 "}""", "allow", "allow")]
    [InlineData("""{"amount": 1001}""", "deny", "default")]
    [InlineData("""{"amount": "2e3"}""", "deny", "default")]
    [InlineData("""{"amount": "60,000"}""", "deny", "default")]
    [InlineData("""{"Amount": 60000}""", "deny", "default")]
    [InlineData("""{"amount": 1, "total": 60000}""", "deny", "default")]
    [InlineData("""{"order": {"amount": 60000}}""", "deny", "default")]
    [InlineData("""{"amount": [1, 60000]}""", "deny", "default")]
    [InlineData("""{"amount": -5}""", "deny", "default")]
    [InlineData("""{"amount": "nan"}""", "deny", "default")]
    [InlineData("""{"amount": 1e999}""", "deny", "default")]
    [InlineData("""{"note": "no amount"}""", "deny", "default")]
    [InlineData("""{"amount": 5, "value": "EUR"}""", "allow", "allow")]
    public void Amounts_are_read_so_that_doubt_never_permits(string payload, string limited, string permitted)
    {
        Assert.Equal(limited, Judging.Answer(Limit, Json(payload)));
        Assert.Equal(permitted, Judging.Answer(Small, Json(payload)));
    }

    [Theory]
    [InlineData("""{"path": "/tmp/a"}""", "allow")]
    [InlineData("""{"path": "/tmp"}""", "allow")]
    [InlineData("""{"path": "/tmp/../etc/passwd"}""", "default")]
    [InlineData("""{"path": "/tmp/..\\..\\etc"}""", "default")]
    [InlineData("""{"path": "/tmpfoo"}""", "default")]
    [InlineData("""{"path": "/tmp/%2e%2e/etc"}""", "default")]
    [InlineData("""{"path": "/tmp/a", "target": "/etc/passwd"}""", "default")]
    [InlineData("""{"path": "/tmp/a", "filename": "b.txt"}""", "allow")]
    public void A_permitted_folder_is_not_left(string payload, string answer) =>
        Assert.Equal(answer, Judging.Answer(Folder, Json(payload)));

    [Theory]
    [InlineData("""{"path": "/etc/hosts"}""", "deny")]
    [InlineData("""{"path": "/tmp/../etc/hosts"}""", "deny")]
    [InlineData("""{"path": "//etc/hosts"}""", "deny")]
    [InlineData("""{"path": "../../etc/hosts"}""", "deny")]
    [InlineData("""{"args": {"Path": "/ETC/hosts"}}""", "deny")]
    [InlineData("""{"path": "/tmp/a"}""", "allow")]
    public void A_forbidden_folder_is_not_reached(string payload, string answer) =>
        Assert.Equal(answer, Judging.Answer(NoFolder, Json(payload)));

    [Theory]
    [InlineData("""{"c": "rm -rf /"}""", "deny")]
    [InlineData("""{"c": "rm  -rf /"}""", "deny")]
    [InlineData("""{"c": "RM\t-RF"}""", "deny")]
    [InlineData("""{"c": ["rm", "-rf"]}""", "allow")]
    [InlineData("""{"c": {"d": "x rm -rf y"}}""", "deny")]
    public void Words_are_found_however_they_are_spaced(string payload, string answer) =>
        Assert.Equal(
            answer,
            Judging.Answer("{deny: [{capability: r, contains: rm -rf}], allow: [r.x]}", Json(payload))
        );

    [Theory]
    [InlineData("""{"c": "ls -la"}""", "allow")]
    [InlineData("""{"n": "ls ", "c": "rm -rf ./x"}""", "default")]
    [InlineData("""{"c": "rm; ls"}""", "default")]
    public void A_pattern_permits_only_what_it_finds_everywhere(string payload, string answer) =>
        Assert.Equal(
            answer,
            Judging.Answer("""{allow: [{capability: r.x, match_regex: '^ls(\s|$)'}]}""", Json(payload))
        );

    [Fact]
    public void A_pattern_that_takes_too_long_denies()
    {
        const string Slow = """{deny: [{capability: r.x, match_regex: '^(?=x)?(a+)+\1$'}], allow: [r.x]}""";

        Assert.Equal("deny", Judging.Answer(Slow, new { c = new string('a', 200) + "b" }));
    }

    [Fact]
    public void Named_groups_of_Python_are_understood() =>
        Assert.Equal(
            "allow",
            Judging.Answer("""{allow: [{capability: r.x, match_regex: '^(?P<q>[ab])(?P=q)\Z'}]}""", new { c = "aa" })
        );

    [Theory]
    [InlineData("user_role: admin")]
    [InlineData("tenant: acme")]
    [InlineData("tool_name: 'read_*'")]
    [InlineData("environment: staging")]
    public void What_the_payload_claims_permits_nothing_and_can_restrict(string condition)
    {
        var claims = new
        {
            user_role = "admin",
            tenant = "acme",
            tool_name = "read_x",
            environment = "staging",
        };

        Assert.Equal("default", Judging.Answer($"{{allow: [{{capability: r.x, {condition}}}]}}", claims));
        Assert.Equal("deny", Judging.Answer($"{{deny: [{{capability: r.x, {condition}}}], allow: [r.x]}}", claims));
    }

    [Fact]
    public void What_the_host_says_permits()
    {
        var action = ActionEvent.Create("agent", "x", "r", context: new ActionContext { UserRole = "admin" });

        Assert.Equal("allow", Judging.Answer("{allow: [{capability: r.x, user_role: admin}]}", action));
        Assert.Equal("deny", Judging.Answer("{deny: [{capability: r.x, tenant: acme}], allow: [r.x]}", action));
    }

    [Theory]
    [InlineData(3, "deny")]
    [InlineData(2, "allow")]
    [InlineData("deep", "deny")]
    [InlineData(null, "deny")]
    public void A_depth_that_nobody_knows_is_too_deep(object? depth, string answer)
    {
        var action = ActionEvent.Create(
            "agent",
            "x",
            "r",
            metadata: new Dictionary<string, object?> { ["caller_depth"] = depth }
        );

        Assert.Equal(answer, Judging.Answer("{deny: [{capability: r.x, caller_depth_gt: 2}], allow: [r.x]}", action));
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
