using Actra.Model;

namespace Actra.Evaluation;

/// <summary>How two values are compared.</summary>
internal enum Operator
{
    /// <summary><c>equals</c>.</summary>
    Equal,

    /// <summary><c>not_equals</c>.</summary>
    NotEqual,

    /// <summary><c>greater_than</c>.</summary>
    Greater,

    /// <summary><c>less_than</c>.</summary>
    Less,
}

/// <summary>Names and meaning of operators.</summary>
internal static class Operators
{
    public static IReadOnlyList<string> Names { get; } = ["equals", "not_equals", "greater_than", "less_than"];

    public static string ToName(this Operator @operator) => Names[(int)@operator];

    public static bool TryParse(string name, out Operator @operator)
    {
        var known = name switch
        {
            "equals" => (Operator.Equal, true),
            "not_equals" => (Operator.NotEqual, true),
            "greater_than" => (Operator.Greater, true),
            "less_than" => (Operator.Less, true),
            _ => (default, false),
        };
        @operator = known.Item1;
        return known.Item2;
    }

    /// <summary>True where values of the type can be compared so.</summary>
    public static bool AppliesTo(this Operator @operator, FieldType type) =>
        @operator is Operator.Equal or Operator.NotEqual
        || type is FieldType.Number or FieldType.Timestamp or FieldType.Duration;

    /// <summary>
    /// Compares. A missing value, or two values of different types, make every comparison false, also <c>not_equals</c>. Strings are compared
    /// ordinally, numbers as IEEE doubles.
    /// </summary>
    public static bool Holds(this Operator @operator, in FieldValue left, in FieldValue right)
    {
        if (left.Type != right.Type)
        {
            return false;
        }

        switch (left.Type)
        {
            case FieldType.String:
                return Judge(@operator, string.Equals(left.AsString, right.AsString, StringComparison.Ordinal));
            case FieldType.Boolean:
                return Judge(@operator, left.AsBoolean == right.AsBoolean);
            case FieldType.Number:
                var (a, b) = (left.AsNumber, right.AsNumber);
                return @operator switch
                {
                    Operator.Equal => a == b,
                    Operator.NotEqual => a != b,
                    Operator.Greater => a > b,
                    _ => a < b,
                };
            case FieldType.Timestamp:
                return Judge(@operator, left.AsTimestamp.CompareTo(right.AsTimestamp));
            case FieldType.Duration:
                return Judge(@operator, left.AsDuration.CompareTo(right.AsDuration));
            default:
                return false;
        }
    }

    private static bool Judge(Operator @operator, bool equal) =>
        @operator switch
        {
            Operator.Equal => equal,
            Operator.NotEqual => !equal,
            _ => false,
        };

    private static bool Judge(Operator @operator, int order) =>
        @operator switch
        {
            Operator.Equal => order == 0,
            Operator.NotEqual => order != 0,
            Operator.Greater => order > 0,
            _ => order < 0,
        };
}
