using System.Globalization;

namespace Actra.Language;

/// <summary>
/// Reads JSON numbers as the original does: up to 19 or 20 digits are kept as an integer, which is then scaled by a power of ten in double arithmetic.
/// Long decimals so come out up to one unit in the last place off. For compatible mode alone.
/// </summary>
internal static class OriginalNumbers
{
    private const int LargestPower = 308;

    /// <summary>Reads a JSON number that is known to be well formed; null where it is out of range.</summary>
    public static double? Parse(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        var (significand, exponent) = (0UL, 0);
        var (afterPoint, full) = (false, false);
        var i = negative ? 1 : 0;
        for (; i < text.Length && text[i] is not ((byte)'e' or (byte)'E'); i++)
        {
            if (text[i] == '.')
            {
                afterPoint = true;
                // Digits that did not fit before the point do not close the significand for those after it.
                full = false;
                continue;
            }

            var digit = (ulong)(text[i] - '0');
            full |= significand > (ulong.MaxValue - digit) / 10;
            if (full)
            {
                exponent += afterPoint ? 0 : 1;
            }
            else
            {
                significand = significand * 10 + digit;
                exponent -= afterPoint ? 1 : 0;
            }
        }

        if (i < text.Length)
        {
            var power = ParsePower(text[(i + 1)..]);
            if (power is int.MaxValue or int.MinValue)
            {
                return significand == 0 || power < 0 ? Sign(0, negative) : null;
            }

            exponent = (int)Math.Clamp((long)exponent + power, int.MinValue + 1, int.MaxValue);
        }

        return Scale(significand, exponent) is { } number ? Sign(number, negative) : null;
    }

    private static double? Scale(double number, int exponent)
    {
        while (Math.Abs(exponent) > LargestPower)
        {
            if (number == 0)
            {
                return 0;
            }

            if (exponent > 0)
            {
                return null;
            }

            number /= 1e308;
            exponent += LargestPower;
        }

        var power = double.Parse($"1e{Math.Abs(exponent)}", NumberStyles.Float, CultureInfo.InvariantCulture);
        number = exponent >= 0 ? number * power : number / power;
        return double.IsFinite(number) ? number : null;
    }

    /// <summary>The power of ten; the largest or smallest integer where it is too large for one.</summary>
    private static int ParsePower(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        long power = 0;
        foreach (var digit in text[(text[0] is (byte)'-' or (byte)'+' ? 1 : 0)..])
        {
            power = power * 10 + (digit - '0');
            if (power > int.MaxValue)
            {
                return negative ? int.MinValue : int.MaxValue;
            }
        }

        return (int)(negative ? -power : power);
    }

    private static double Sign(double number, bool negative) => negative ? -number : number;
}
