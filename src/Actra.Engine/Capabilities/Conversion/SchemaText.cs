using System.Text;
using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>Writes the schema of a converted policy: the facts that its rules read.</summary>
internal static class SchemaText
{
    public static string Write(string source, IReadOnlyCollection<Fact> read)
    {
        var text = new StringBuilder();
        text.AppendLine(
            YamlText.Comment(
                $"What {source} reads of an action. Every fact must be said: what is not known is said as it is described."
            )
        );
        text.AppendLine("version: 2");
        text.AppendLine("actions:");
        text.AppendLine($"  {Facts.ActionType}:");
        text.AppendLine("    description: what is to be done, written resource.action.scope");
        Fields(text, "    ", read, Domain.Action);
        text.AppendLine("actor:");
        Fields(text, "  ", read, Domain.Actor);
        text.AppendLine("snapshot:");
        Fields(text, "  ", read, Domain.Snapshot);
        return text.ToString();
    }

    private static void Fields(StringBuilder text, string indent, IEnumerable<Fact> read, Domain domain)
    {
        var fields = read.Where(fact => fact.Field.Domain == domain).ToList();
        text.AppendLine(fields.Count == 0 ? $"{indent}fields: {{}}" : $"{indent}fields:");
        foreach (var fact in fields)
        {
            text.AppendLine(
                $"{indent}  {fact.Field.Name}: {{ type: {fact.Type.ToName()}, description: {YamlText.Quoted(fact.Description)} }}"
            );
        }
    }
}
