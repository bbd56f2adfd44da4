using System.Text.RegularExpressions;

namespace Actra.Capabilities;

/// <summary>
/// A payload in which one of some patterns is found: <c>match_regex</c>. The original looks at all values in a row, so that <c>^</c> stands for the start of the first
/// alone; a permission therefore needs a find in every text of the payload.
/// </summary>
internal sealed class PatternCondition(IReadOnlyList<Regex> patterns) : ICondition
{
    public string Key => "match_regex";

    public Match Test(ActionFacts facts)
    {
        try
        {
            var payload = facts.Payload;
            if (Finds(payload.Joined))
            {
                return payload.Texts.All(Finds) ? Match.Sure : Match.Likely;
            }

            return payload.Pieces.Any(Finds) ? Match.Possible : Match.None;
        }
        catch (RegexMatchTimeoutException)
        {
            return Match.Possible;
        }
    }

    private bool Finds(string text) => patterns.Any(pattern => pattern.IsMatch(text));
}
