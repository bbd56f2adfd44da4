namespace Actra.Approvals;

/// <summary>
/// How requests are searched: a word is a run of letters and digits, compared in lower case. A request is found where each word that is asked for is the beginning of
/// one of its words. Its words are those of its id, work id, endpoint, actions, rules, reasons and requester; fields are not searched.
/// </summary>
public static class SearchText
{
    private const int LongestWord = 64;

    /// <summary>The words of a text, each once, at most 64 characters of each.</summary>
    public static IReadOnlySet<string> Words(params IEnumerable<string?> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in texts.OfType<string>())
        {
            var start = -1;
            for (var i = 0; i <= text.Length; i++)
            {
                var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
                if (inside && start < 0)
                {
                    start = i;
                }
                else if (!inside && start >= 0)
                {
                    words.Add(text[start..Math.Min(i, start + LongestWord)].ToLowerInvariant());
                    start = -1;
                }
            }
        }

        return words;
    }

    /// <summary>The words of a request.</summary>
    public static IReadOnlySet<string> Words(ApprovalRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Words([
            request.Id,
            request.Work.WorkId,
            request.Work.Endpoint,
            request.Requester.Id,
            .. request.Asked.SelectMany(asked => new[] { asked.ActionType, asked.RuleId, asked.Reason }),
        ]);
    }

    /// <summary>True where each word of the text is the beginning of a word of the request; a text without words finds all.</summary>
    public static bool Matches(ApprovalRequest request, string text)
    {
        var words = Words(request);
        return Words([text]).All(wanted => words.Any(word => word.StartsWith(wanted, StringComparison.Ordinal)));
    }
}
