using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Actra.Language;

/// <summary>Refuses what the parser lets pass, and the original does not: tabs for indentation, and marks left out of `{ }`.</summary>
internal sealed class YamlMarks(string text)
{
    /// <summary>Refuses a tab before a key or an item of a block.</summary>
    public void CheckIndent(ParsingEvent node)
    {
        for (var i = (int)node.Start.Index - 1; i >= 0 && text[i] is not ('\n' or '\r'); i--)
        {
            if (text[i] == '\t')
            {
                throw new YamlException(node.Start, node.End, "a tab cannot indent");
            }
        }
    }

    /// <summary>Refuses two nodes without the mark between them. A node that is not written stands in no place, and needs none.</summary>
    public void CheckBetween(ParsingEvent before, ParsingEvent after, char mark)
    {
        var (start, end) = ((int)before.End.Index, (int)after.Start.Index);
        if (IsWritten(before) && IsWritten(after) && start < end && text.IndexOf(mark, start, end - start) < 0)
        {
            throw new YamlException(after.Start, after.End, $"there is no `{mark}` before it");
        }
    }

    private static bool IsWritten(ParsingEvent node) =>
        node is not Scalar { Value: "", Style: ScalarStyle.Plain or ScalarStyle.Any };
}
