using System.Text;
using System.Text.Json;
using Actra.Audit;
using Actra.Evaluation;
using Actra.Guard;
using Actra.Model;

namespace Actra.Cli.Replay;

/// <summary>A replay for machines: a line of JSON per decision, and one for the sum.</summary>
internal sealed class ReplayJson(Terminal terminal) : IReplayPrinter
{
    public void Write(AuditRecord record, ReplayedDecision decision) =>
        Line(writer =>
        {
            writer.WriteString("outcome", decision.Outcome == ReplayOutcome.Changed ? "changed" : "unknown");
            writer.WriteNumber("sequence", record.Sequence);
            writer.WriteString("time", Plain.Time(record.Entry.Time));
            writer.WriteString("service", record.Entry.Service);
            writer.WriteString("decision_id", record.Entry.DecisionId);
            writer.WriteString("action", record.Entry.Action);
            writer.WriteString("actor", record.Entry.Actor);
            writer.WriteString("endpoint", record.Entry.Endpoint);
            writer.WriteString("work_id", record.Entry.WorkId);
            writer.WriteStartObject("old");
            writer.WriteString("effect", decision.OldEffect.ToName());
            writer.WriteString("rule", decision.OldRule);
            writer.WriteString("policy_hash", record.Entry.PolicyHash);
            writer.WriteEndObject();
            writer.WriteStartArray("new");
            foreach (var possible in decision.New.Possible)
            {
                Write(writer, possible);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("depends_on");
            foreach (var open in decision.Open)
            {
                writer.WriteStartObject();
                writer.WriteString("field", open.Field.ToString());
                writer.WriteString("why", open.IsMasked ? "masked" : "not_recorded");
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    public void Write(ReplaySum sum) =>
        Line(writer =>
        {
            writer.WriteString("policy_hash", sum.PolicyHash);
            writer.WriteNumber("decisions", sum.All);
            writer.WriteNumber("same", sum.Same);
            writer.WriteNumber("changed", sum.Changed);
            writer.WriteNumber("unknown", sum.Unknown);
            writer.WriteNumber("left_out", sum.LeftOut);
        });

    private static void Write(Utf8JsonWriter writer, PossibleDecision decision)
    {
        writer.WriteStartObject();
        writer.WriteString("effect", decision.Effect.ToName());
        writer.WriteString("kind", DecisionJson.Name(decision.Kind));
        writer.WriteString("rule", decision.RuleId);
        writer.WriteEndObject();
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        terminal.Out.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
