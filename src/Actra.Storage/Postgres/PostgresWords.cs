using System.Globalization;
using System.Text;
using Actra.Approvals;

namespace Actra.Storage;

/// <summary>
/// Words of requests as PostgreSQL searches them. Not every database can hold every letter, so letters outside ASCII are a sign that no word has and four digits:
/// the beginning of a word stays the beginning of what it becomes.
/// </summary>
internal static class PostgresWords
{
    /// <summary>The most words that can be asked for at once.</summary>
    private const int MostWanted = 1_000;

    /// <summary>The most that the words of one request take together: PostgreSQL takes 1 MiB. What is longer is found by the words that fit.</summary>
    private const int Longest = 1_000_000;

    /// <summary>The words of a request, with blanks between them.</summary>
    public static string Of(ApprovalRequest request)
    {
        var text = new StringBuilder();
        foreach (var word in SearchText.Words(request).Select(Escape))
        {
            if (text.Length + word.Length >= Longest)
            {
                break;
            }

            text.Append(text.Length == 0 ? "" : " ").Append(word);
        }

        return text.ToString();
    }

    /// <summary>A text query that finds what <see cref="SearchText.Matches"/> finds; null where all is found.</summary>
    /// <exception cref="ArgumentException">The text has more than 1,000 words.</exception>
    public static string? Wanted(string text)
    {
        var words = SearchText.Words(text);
        return words.Count switch
        {
            0 => null,
            > MostWanted => throw new ArgumentException(
                $"a search has at most {MostWanted} words, and this one has {words.Count}",
                nameof(text)
            ),
            _ => string.Join(" & ", words.Select(word => $"'{Escape(word)}':*")),
        };
    }

    private static string Escape(string word) =>
        Ascii.IsValid(word)
            ? word
            : string.Concat(
                word.Select(c =>
                    char.IsAscii(c) ? $"{c}" : string.Create(CultureInfo.InvariantCulture, $"_{(int)c:x4}")
                )
            );
}
