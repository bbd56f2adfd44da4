using System.Text.RegularExpressions;
using Actra.Language;

namespace Actra.Capabilities;

/// <summary>Reads the conditions of a rule. A value that could never fit, or would fit what is not meant, is an error.</summary>
internal static class ConditionReader
{
    private static readonly AmountSource Amount = new();
    private static readonly DepthSource Depth = new();

    public static IReadOnlyList<string> Keys { get; } =
    [
        "contains",
        "amount_gt",
        "amount_gte",
        "amount_lt",
        "amount_lte",
        "path_prefix",
        "environment",
        "user_role",
        "tenant",
        "table",
        "tool_name",
        "risk_level",
        "caller_depth_gt",
        "caller_depth_gte",
        "caller_depth_lt",
        "caller_depth_lte",
        "match_keywords",
        "match_regex",
    ];

    public static IReadOnlyList<WrittenCondition> Read(DocumentContext document, StructReader rule)
    {
        var conditions = new List<WrittenCondition>();
        foreach (var key in rule.Present.Where(key => Keys.Contains(key, StringComparer.Ordinal)))
        {
            var value = rule.Optional(key)!;
            if (Read(document, key, value) is { } condition)
            {
                conditions.Add(new WrittenCondition(condition, rule.KeyAt(key), Shown(value)));
            }
        }

        return conditions;
    }

    private static string Shown(YamlNode node) =>
        node is YamlSequence list ? string.Join(", ", list.Items.Select(Shown)) : ((YamlScalar)node).Text;

    private static ICondition? Read(DocumentContext document, string key, YamlNode node) =>
        key switch
        {
            "contains" => Word(document, key, node) is { } word ? new TextCondition(key, [word]) : null,
            "match_keywords" => Words(document, key, node) is { } words ? new TextCondition(key, words) : null,
            "match_regex" => ReadPatterns(document, key, node),
            "path_prefix" => Word(document, key, node) is { } prefix ? new PathCondition(prefix) : null,
            _ when key.StartsWith("amount_", StringComparison.Ordinal) => Number(document, key, node, Amount),
            _ when key.StartsWith("caller_depth_", StringComparison.Ordinal) => Number(document, key, node, Depth),
            _ => Value(document, key, node) is { } value ? new AttributeCondition(key, value) : null,
        };

    private static NumberCondition? Number(DocumentContext document, string key, YamlNode node, INumberSource source)
    {
        var value = node is YamlScalar scalar ? CoreScalar.Resolve(scalar) : default;
        if (node is not YamlScalar || !value.IsNumber || !double.IsFinite(value.Number))
        {
            var hint = node is YamlScalar { Plain: false } ? "write it without quotes" : null;
            return Wrong<NumberCondition>(document, key, node, "a number", hint);
        }

        var comparison = key[(key.LastIndexOf('_') + 1)..] switch
        {
            "gt" => Comparison.Greater,
            "gte" => Comparison.GreaterOrEqual,
            "lt" => Comparison.Less,
            _ => Comparison.LessOrEqual,
        };
        return new NumberCondition(key, comparison, value.Number, source);
    }

    private static ConditionValue? Value(DocumentContext document, string key, YamlNode node)
    {
        var value = node is YamlScalar scalar ? CoreScalar.Resolve(scalar) : default;
        return node is not YamlScalar
            ? Wrong<ConditionValue>(document, key, node, "one value", "write a rule for each")
            : value.Kind switch
            {
                ScalarKind.String => new ConditionValue(value.Text),
                ScalarKind.Boolean => new ConditionValue(null, value.Truth ? 1 : 0),
                _ when value.IsNumber && double.IsFinite(value.Number) => new ConditionValue(null, value.Number),
                _ => Wrong<ConditionValue>(document, key, node, "a value", null),
            };
    }

    private static string? Word(DocumentContext document, string key, YamlNode node) =>
        node is YamlScalar { Text.Length: > 0 } scalar
        && CoreScalar.Resolve(scalar).Kind is not (ScalarKind.Null or ScalarKind.Invalid)
            ? scalar.Text
            : Wrong<string>(document, key, node, "a text that is not empty", null);

    private static List<string>? Words(DocumentContext document, string key, YamlNode node)
    {
        if (node is not YamlSequence list)
        {
            return Word(document, key, node) is { } only ? [only] : null;
        }

        if (list.Items.Count == 0)
        {
            return Wrong<List<string>>(document, key, node, "at least one text", null);
        }

        var words = list.Items.Select(item => Word(document, key, item)).OfType<string>().ToList();
        return words.Count == list.Items.Count ? words : null;
    }

    private static PatternCondition? ReadPatterns(DocumentContext document, string key, YamlNode node)
    {
        var patterns = new List<Regex>();
        foreach (var pattern in Words(document, key, node) ?? [])
        {
            try
            {
                patterns.Add(Patterns.Read(pattern));
            }
            catch (ArgumentException e)
            {
                document.Error(Codes.BadPattern, node.At, $"`{pattern}` is no regular expression: {e.Message}");
            }
        }

        return patterns.Count > 0 ? new PatternCondition(patterns) : null;
    }

    private static T? Wrong<T>(DocumentContext document, string key, YamlNode node, string wanted, string? hint)
        where T : class
    {
        document.Error(Codes.BadConditionValue, node.At, $"`{key}` must be {wanted}, not {node.Kind}", hint);
        return null;
    }
}
