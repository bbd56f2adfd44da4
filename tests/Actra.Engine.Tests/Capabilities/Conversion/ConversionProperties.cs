using System.Text.Json;
using Actra.Capabilities;
using Actra.Compilation;
using Actra.Model;
using Actra.TestSupport;
using Xunit.Abstractions;

namespace Actra.Engine.Tests.Capabilities.Conversion;

/// <summary>A converted policy decides as the original does, for random policies and events. Each run prints its seed; <c>ACTRA_CAMPAIGN_SEED</c> repeats one.</summary>
public class ConversionProperties(ITestOutputHelper output)
{
    [Fact]
    public void A_converted_policy_decides_as_the_original()
    {
        var generated = Start(out var seed);
        var effects = new int[3];
        for (var i = 0; i < Campaign.Size(120, 4_000); i++)
        {
            var text = generated.Policy(anything: false);
            var pair = new Pair(text);
            for (var j = 0; j < 100; j++)
            {
                var action = generated.Event(anything: false);
                var expected = pair.Original(action);
                var actual = pair.Converted(action);
                if (actual is null)
                {
                    continue;
                }

                Assert.True(expected == actual, Shown(seed, text, action, expected, actual, pair));
                effects[(int)expected]++;
            }
        }

        output.WriteLine(
            $"seed {seed}: {string.Join(", ", effects)} of {Effect.Block}, {Effect.RequireApproval}, {Effect.Allow}"
        );
        Assert.True(effects.Sum() > 9_000 && effects.All(count => count > 200), string.Join(", ", effects));
    }

    [Fact]
    public void An_event_in_doubt_is_never_permitted_more_than_by_the_original()
    {
        var generated = Start(out var seed);
        var (same, stricter) = (0, 0);
        for (var i = 0; i < Campaign.Size(60, 2_000); i++)
        {
            var text = generated.Policy(anything: false);
            var pair = new Pair(text);
            for (var j = 0; j < 100; j++)
            {
                var action = generated.Event(anything: true);
                var expected = pair.Original(action);
                var actual = pair.Converted(action);
                Assert.True(actual is null || expected == actual, Shown(seed, text, action, expected, actual, pair));
                _ = actual is null ? stricter++ : same++;
            }
        }

        output.WriteLine($"seed {seed}: {same} the same, {stricter} blocked because in doubt");
        Assert.True(same > 1_000 && stricter > 1_000, $"{same}, {stricter}");
    }

    [Fact]
    public void What_cannot_be_said_is_blocked_and_never_permitted()
    {
        var generated = Start(out var seed);
        var (partial, permitted) = (0, 0);
        for (var i = 0; i < Campaign.Size(80, 2_000); i++)
        {
            var text = generated.Policy(anything: true);
            var pair = new Pair(text, partial: true);
            partial += pair.Warnings > 0 ? 1 : 0;
            for (var j = 0; j < 100; j++)
            {
                var action = generated.Event(anything: j % 2 == 0);
                var expected = pair.Original(action);
                var actual = pair.Converted(action);
                Assert.True(IsNoMore(actual, expected), Shown(seed, text, action, expected, actual, pair));
                permitted += actual == Effect.Allow ? 1 : 0;
            }
        }

        output.WriteLine($"seed {seed}: {partial} policies in part, {permitted} actions permitted");
        Assert.True(partial > 40 && permitted > 100, $"{partial}, {permitted}");
    }

    [Fact]
    public void Every_policy_of_the_vectors_is_converted_and_decides_as_before()
    {
        var generated = Start(out var seed);
        var (whole, inPart, cases) = (0, 0, 0);
        foreach (var text in VectorPolicies())
        {
            var pair = new Pair(text, partial: true);
            var isWhole = pair.Warnings == 0;
            _ = isWhole ? whole++ : inPart++;
            foreach (var action in VectorEvents().Concat(Enumerable.Range(0, 60).Select(_ => generated.Event(false))))
            {
                var expected = pair.Original(action);
                var actual = pair.Converted(action);
                Assert.True(
                    isWhole ? actual is null || actual == expected : IsNoMore(actual, expected),
                    Shown(seed, text, action, expected, actual, pair)
                );
                cases += isWhole && actual is not null ? 1 : 0;
            }
        }

        output.WriteLine($"seed {seed}: {whole} policies whole, {inPart} in part, {cases} decisions the same");
        Assert.True(whole > 20 && inPart > 10 && cases > 1_000, $"{whole}, {inPart}, {cases}");
    }

    private static bool IsNoMore(Effect? actual, Effect expected) =>
        actual is null or Effect.Block
        || actual == expected
        || (actual == Effect.RequireApproval && expected == Effect.Allow);

    private Generated Start(out int seed)
    {
        seed = int.TryParse(Environment.GetEnvironmentVariable("ACTRA_CAMPAIGN_SEED"), out var given)
            ? given
            : Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        return new Generated(seed);
    }

    private static string Shown(
        int seed,
        string text,
        ActionEvent action,
        Effect expected,
        Effect? actual,
        Pair pair
    ) =>
        $"seed {seed}: expected {expected}, got {actual}\n{text}\n"
        + JsonSerializer.Serialize(action)
        + "\n"
        + pair.Text;

    private static IEnumerable<string> VectorPolicies() =>
        Vectors()
            .Select(@case => @case.GetProperty("policy"))
            .Where(policy => policy.ValueKind == JsonValueKind.String)
            .Select(policy => policy.GetString()!)
            .Distinct(StringComparer.Ordinal)
            .Where(Loads);

    private static List<ActionEvent> VectorEvents()
    {
        var events = new List<ActionEvent>();
        foreach (var @case in Vectors().Where(c => c.GetProperty("event").ValueKind == JsonValueKind.Object))
        {
            try
            {
                events.Add(ActionEvent.FromJson(@case.GetProperty("event")));
            }
            catch (ActionEventException)
            {
                // A case about what no event may say.
            }
        }

        return events;
    }

    private static bool Loads(string policy)
    {
        try
        {
            CapabilityPolicy.FromString(policy);
            return true;
        }
        catch (PolicyCompilationException)
        {
            return false;
        }
    }

    private static List<JsonElement> Vectors()
    {
        var path = Repository.PathOf("tests", "vectors", "original", "capfence", "action-runtime.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.EnumerateArray().Select(c => c.Clone())];
    }
}
