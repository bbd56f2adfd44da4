namespace Actra.Capabilities;

/// <summary>Shell patterns over a whole text: <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[a-z]</c>, <c>[!abc]</c>. Case counts. Linear in pattern times text.</summary>
internal static class Glob
{
    public static bool Matches(string pattern, string text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, t);
            }
            else if (p < pattern.Length && One(pattern, p, text[t], out var next))
            {
                (p, t) = (next, t + 1);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    private static bool One(string pattern, int at, char c, out int next)
    {
        next = at + 1;
        if (pattern[at] == '?')
        {
            return true;
        }

        // A set needs at least one member: a `]` that stands first is one.
        var first = at + 1 < pattern.Length && pattern[at + 1] == '!' ? at + 2 : at + 1;
        var close = pattern[at] == '[' && first + 1 < pattern.Length ? pattern.IndexOf(']', first + 1) : -1;
        if (close < 0)
        {
            return pattern[at] == c;
        }

        next = close + 1;
        return InSet(pattern.AsSpan(first, close - first), c) != (first == at + 2);
    }

    private static bool InSet(ReadOnlySpan<char> set, char c)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (set[i] <= c && c <= set[i + 2])
                {
                    return true;
                }

                i += 2;
            }
            else if (set[i] == c)
            {
                return true;
            }
        }

        return false;
    }
}
