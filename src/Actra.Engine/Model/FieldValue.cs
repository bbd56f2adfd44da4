using System.Globalization;
using System.Runtime.InteropServices;

namespace Actra.Model;

/// <summary>
/// One typed value, or none. A value type of 24 bytes, so that a decision needs no boxing. Numbers are IEEE doubles; an integer that a double cannot
/// hold exactly is refused, never rounded.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct FieldValue : IEquatable<FieldValue>
{
    private readonly string? _text;
    private readonly long _bits;

    private FieldValue(FieldType type, long bits, string? text = null)
    {
        Type = type;
        _bits = bits;
        _text = text;
    }

    /// <summary>No value.</summary>
    public static FieldValue None => default;

    /// <summary>The type of the value; <see cref="FieldType.None"/> where there is none.</summary>
    public FieldType Type { get; }

    /// <summary>True where there is a value.</summary>
    public bool HasValue => Type != FieldType.None;

    /// <summary>The text of a string value.</summary>
    public string AsString => Type == FieldType.String ? _text! : throw Wrong(FieldType.String);

    /// <summary>The number of a number value.</summary>
    public double AsNumber =>
        Type == FieldType.Number ? BitConverter.Int64BitsToDouble(_bits) : throw Wrong(FieldType.Number);

    /// <summary>The truth of a boolean value.</summary>
    public bool AsBoolean => Type == FieldType.Boolean ? _bits != 0 : throw Wrong(FieldType.Boolean);

    /// <summary>The instant of a timestamp value, in UTC.</summary>
    public DateTimeOffset AsTimestamp =>
        Type == FieldType.Timestamp ? new DateTimeOffset(_bits, TimeSpan.Zero) : throw Wrong(FieldType.Timestamp);

    /// <summary>The length of a duration value.</summary>
    public TimeSpan AsDuration => Type == FieldType.Duration ? new TimeSpan(_bits) : throw Wrong(FieldType.Duration);

    /// <summary>A string value; null gives no value.</summary>
    public static FieldValue Of(string? value) => value is null ? None : new(FieldType.String, 0, value);

    /// <summary>A number value. NaN and infinities are kept as they are; whether they are welcome is the policy's business.</summary>
    public static FieldValue Of(double value) => new(FieldType.Number, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A boolean value.</summary>
    public static FieldValue Of(bool value) => new(FieldType.Boolean, value ? 1 : 0);

    /// <summary>A timestamp value; two equal instants with different offsets are one value.</summary>
    public static FieldValue Of(DateTimeOffset value) => new(FieldType.Timestamp, value.UtcTicks);

    /// <summary>A duration value.</summary>
    public static FieldValue Of(TimeSpan value) => new(FieldType.Duration, value.Ticks);

    /// <summary>A number value from an integer.</summary>
    /// <exception cref="FieldValueException">A double cannot hold the integer exactly.</exception>
    public static FieldValue Of(long value) =>
        IsExact(value)
            ? Of((double)value)
            : throw new FieldValueException(
                $"the integer {value.ToString(CultureInfo.InvariantCulture)} does not fit a number exactly"
            );

    /// <summary>A number value from a decimal. An integral decimal must fit a double exactly; a fraction becomes the nearest double, as its text would.</summary>
    /// <exception cref="FieldValueException">The decimal is an integer that a double cannot hold exactly.</exception>
    public static FieldValue Of(decimal value)
    {
        var number = (double)value;
        if (decimal.IsInteger(value) && (Math.Abs(number) >= 7.9e28 || (decimal)number != value))
        {
            throw new FieldValueException(
                $"the integer {value.ToString(CultureInfo.InvariantCulture)} does not fit a number exactly"
            );
        }

        // The text is parsed, so that 0.1m and "0.1" are one number: the direct conversion may differ in the last bit.
        return Of(
            double.Parse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
        );
    }

    /// <summary>
    /// A value from a .NET object: strings, characters, booleans, all numeric types, enums (by name), <see cref="Guid"/>, <see cref="Uri"/> (as strings),
    /// <see cref="DateTimeOffset"/>, <see cref="DateTime"/> of kind Utc or Local, <see cref="TimeSpan"/>; null gives no value.
    /// </summary>
    /// <exception cref="FieldValueException">The object is of another type, or an integer that does not fit a double exactly.</exception>
    public static FieldValue From(object? value) =>
        value switch
        {
            null => None,
            FieldValue field => field,
            string text => Of(text),
            bool truth => Of(truth),
            double number => Of(number),
            float number => Of(
                decimal.TryParse(
                    number.ToString(CultureInfo.InvariantCulture),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var exact
                )
                    ? (double)exact
                    : number
            ),
            decimal number => Of(number),
            long or int or short or sbyte or byte or ushort or uint => Of(
                Convert.ToInt64(value, CultureInfo.InvariantCulture)
            ),
            ulong number => number <= long.MaxValue ? Of((long)number) : Of((decimal)number),
            Enum name => Of(name.ToString()),
            char character => Of(character.ToString()),
            Guid id => Of(id.ToString("D")),
            Uri address => Of(address.OriginalString),
            DateTimeOffset time => Of(time),
            DateTime { Kind: not DateTimeKind.Unspecified } time => Of(new DateTimeOffset(time)),
            DateTime => throw new FieldValueException("a DateTime without a kind names no instant; use DateTimeOffset"),
            TimeSpan length => Of(length),
            _ => throw new FieldValueException(
                $"a value of type {value.GetType().Name} is no string, number, boolean, timestamp or duration"
            ),
        };

    /// <summary>True where a double holds the integer exactly.</summary>
    public static bool IsExact(long value)
    {
        var number = (double)value;
        return number < 9.2233720368547758e18 && (long)number == value;
    }

    /// <inheritdoc />
    public bool Equals(FieldValue other) =>
        Type == other.Type && _bits == other._bits && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Type, _bits, _text);

    /// <summary>Same type and same bits (so -0 and 0 differ here, and a NaN equals itself; policies compare by IEEE rules instead).</summary>
    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    /// <summary>Another type or other bits.</summary>
    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);

    /// <summary>The value for people and records: text as it is, numbers by their shortest round-trip form, times in ISO 8601, durations as schemas write them.</summary>
    public override string ToString() =>
        Type switch
        {
            FieldType.String => _text!,
            FieldType.Number => AsNumber.ToString("R", CultureInfo.InvariantCulture),
            FieldType.Boolean => _bits != 0 ? "true" : "false",
            FieldType.Timestamp => AsTimestamp.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
                CultureInfo.InvariantCulture
            ),
            FieldType.Duration => Durations.Print(AsDuration),
            _ => "(none)",
        };

    private InvalidOperationException Wrong(FieldType wanted) =>
        new($"the value is a {Type.ToName()}, not a {wanted.ToName()}");
}
