using System.Globalization;
using System.Text;

namespace Actra.Capabilities;

/// <summary>A payload that has one of some words in it: <c>contains</c>, <c>match_keywords</c>. Case does not count.</summary>
internal sealed class TextCondition(string key, IEnumerable<string> words) : ICondition
{
    private readonly string[] _words = [.. words.Select(word => word.ToLowerInvariant())];

    public string Key => key;

    public Match Test(ActionFacts facts)
    {
        var payload = facts.Payload;
        var likely = _words.Any(word => Has(payload.Whole, word));
        if (_words.Any(word => payload.LowerPieces.Any(piece => Has(piece, word))))
        {
            return likely ? Match.Sure : Match.Possible;
        }

        return likely ? Match.Likely
            : HasLoosely(payload) ? Match.Possible
            : Match.None;
    }

    private bool HasLoosely(Payload payload)
    {
        var text = Loose(string.Join(' ', payload.LowerPieces));
        return _words.Any(word => Has(text, Loose(word)));
    }

    /// <summary>Runs of white space as one blank, and no characters that nobody sees.</summary>
    private static string Loose(string text)
    {
        var loose = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                loose.Append(loose.Length > 0 && loose[^1] == ' ' ? "" : " ");
            }
            else if (char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control))
            {
                loose.Append(c);
            }
        }

        return loose.ToString();
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.Ordinal);
}
