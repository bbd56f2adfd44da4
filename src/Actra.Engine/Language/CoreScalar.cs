using System.Globalization;
using System.Numerics;

namespace Actra.Language;

/// <summary>What a scalar is in the YAML 1.2 core schema, as the original's reader sees it.</summary>
internal enum ScalarKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>Nothing: empty, <c>~</c>, <c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>. <c>yes</c> and <c>no</c> are text.</summary>
    Boolean,

    /// <summary>An integer of 64 bits, signed or not.</summary>
    Integer,

    /// <summary>An integer that needs more than 64 bits and fits 128.</summary>
    WideInteger,

    /// <summary>Any other number; a still longer integer too.</summary>
    Float,

    /// <summary>A core tag on a text that it does not fit, such as <c>!!int x</c>.</summary>
    Invalid,
}

/// <summary>A resolved scalar.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text.</param>
/// <param name="Integer">The value of an integer.</param>
/// <param name="Number">The value of a number.</param>
internal readonly record struct CoreScalar(
    ScalarKind Kind,
    string Text,
    BigInteger Integer = default,
    double Number = 0
)
{
    private static readonly BigInteger LargestUnsigned = ulong.MaxValue;
    private static readonly BigInteger SmallestSigned = long.MinValue;
    private static readonly BigInteger LargestWide = (BigInteger.One << 128) - 1;
    private static readonly BigInteger SmallestWide = -(BigInteger.One << 127);

    public bool Truth => Text is "true" or "True" or "TRUE";

    public bool IsNumber => Kind is ScalarKind.Integer or ScalarKind.Float;

    public static CoreScalar Resolve(YamlScalar scalar) =>
        scalar.CoreTag switch
        {
            "str" => new(ScalarKind.String, scalar.Text),
            "bool" => Only(scalar.Text, ScalarKind.Boolean),
            "int" => Only(scalar.Text, ScalarKind.Integer),
            "null" => Only(scalar.Text, ScalarKind.Null),
            "float" => AsFloat(scalar.Text),
            null when scalar.Plain => Resolve(scalar.Text),
            _ => new(ScalarKind.String, scalar.Text),
        };

    /// <summary>Resolves the text of a plain scalar.</summary>
    public static CoreScalar Resolve(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL")
        {
            return new(ScalarKind.Null, text);
        }

        if (text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
        {
            return new(ScalarKind.Boolean, text);
        }

        if (TryInteger(text, out var integer))
        {
            if (integer <= LargestUnsigned && integer >= SmallestSigned)
            {
                var number = integer.Sign < 0 ? (double)(long)integer : (double)(ulong)integer;
                return new(ScalarKind.Integer, text, integer, number);
            }

            if (integer <= LargestWide && integer >= SmallestWide)
            {
                return new(ScalarKind.WideInteger, text, integer);
            }
        }

        return TryFloat(text, out var value)
            ? new(ScalarKind.Float, text, integer, value)
            : new(ScalarKind.String, text);
    }

    private static CoreScalar Only(string text, ScalarKind kind)
    {
        var value = Resolve(text);
        return value.Kind == kind && text.Length > 0 ? value : new(ScalarKind.Invalid, text);
    }

    private static CoreScalar AsFloat(string text) =>
        TryFloat(text, out var value) ? new(ScalarKind.Float, text, default, value) : new(ScalarKind.Invalid, text);

    private static bool TryInteger(string text, out BigInteger integer)
    {
        integer = default;
        if (text.Length > 1_000)
        {
            return false;
        }

        var negative = text[0] == '-';
        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        var radix = digits switch
        {
            ['0', 'x', ..] => 16,
            ['0', 'o', ..] => 8,
            ['0', 'b', ..] => 2,
            _ => 10,
        };
        digits = radix == 10 ? digits : digits[2..];
        if (digits.Length == 0 || (radix == 10 && digits.Length > 1 && digits[0] == '0'))
        {
            return false;
        }

        var value = BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
            {
                return false;
            }

            value = value * radix + digit;
        }

        integer = negative ? -value : value;
        return true;
    }

    private static bool TryFloat(string text, out double value)
    {
        var unsigned = text.Length > 0 && text[0] is '+' ? text[1..] : text;
        if (unsigned.Length < text.Length && unsigned is ['+' or '-', ..])
        {
            value = 0;
            return false;
        }

        value = unsigned switch
        {
            ".inf" or ".Inf" or ".INF" => double.PositiveInfinity,
            "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
            ".nan" or ".NaN" or ".NAN" => double.NaN,
            _ => 0,
        };
        if (value != 0)
        {
            return !double.IsNaN(value) || unsigned.Length == text.Length;
        }

        // Leading zeros without a fraction (007) are text.
        var digits = unsigned.TrimStart('-', '+');
        if (digits.Length > 1 && digits[0] == '0' && digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        return digits.Length > 0
            && unsigned.All(c => char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '-' or '+')
            && double.TryParse(
                unsigned,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out value
            )
            && double.IsFinite(value);
    }
}
