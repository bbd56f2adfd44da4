using System.Text.Json;
using Actra.Audit;
using Actra.Capabilities;
using Actra.Compilation;

namespace Actra.Conformance;

/// <summary>Cases that execute an event.</summary>
internal static class CapFenceExecutions
{
    public static CapFenceAnswer Executed(JsonElement @case)
    {
        var expect = @case.GetProperty("expect");
        var fails = expect.TryGetProperty("error", out _);
        try
        {
            var log = new InMemoryAuditLog();
            var verdict = Execute(@case, log).GetAwaiter().GetResult();
            return fails
                ? new CapFenceAnswer(
                    $"expected an error, got {verdict.Reason}",
                    PermitsMore: verdict.Authorized,
                    CapFenceDeviations.Raised
                )
                : Compare(expect, verdict, log.Records.Count);
        }
        catch (PolicyCompilationException e)
        {
            return CapFenceAnswer.Refused(
                $"expected {expect.GetRawText()}, got {e.Message}",
                fails ? CapFenceDeviations.Raised : CapFenceDeviations.Policy
            );
        }
        catch (ActionEventException e)
        {
            return CapFenceAnswer.Refused(
                $"expected {expect.GetRawText()}, got `{e.Message}`",
                fails ? CapFenceDeviations.Raised : CapFenceDeviations.Event
            );
        }
    }

    private static async Task<ExecutionVerdict> Execute(JsonElement @case, InMemoryAuditLog log)
    {
        var observes = @case.TryGetProperty("mode", out var mode) && mode.GetString() == "observe";
        var options = new ActionRuntimeOptions
        {
            AuditLog = log,
            Mode = observes ? ExecutionMode.Observe : ExecutionMode.Enforce,
        };
        await using var runtime = new ActionRuntime(CapFencePolicies.Load(@case), options);
        return await runtime.ExecuteAsync(ActionEvent.FromJson(@case.GetProperty("event")));
    }

    private static CapFenceAnswer Compare(JsonElement expect, ExecutionVerdict verdict, int records)
    {
        var differences = expect.EnumerateObject().Where(wanted => !Meets(wanted, verdict, records)).ToList();
        if (differences.Count == 0)
        {
            return CapFenceAnswer.Same;
        }

        var relabelled =
            verdict is { Mode: ExecutionMode.Observe, Decision: ExecutionDecision.Allow }
            && differences.All(wanted => wanted.Name.StartsWith("reason", StringComparison.Ordinal));
        return new CapFenceAnswer(
            $"expected {expect.GetRawText()}, got {verdict.Authorized} {NameOf(verdict.Decision)} {verdict.Reason}",
            PermitsMore(expect, verdict),
            relabelled ? CapFenceDeviations.Observed : verdict.StricterBecauseOf
        );
    }

    private static bool Meets(JsonProperty wanted, ExecutionVerdict verdict, int records) =>
        wanted.Name switch
        {
            "authorized" => wanted.Value.GetBoolean() == verdict.Authorized,
            "decision" => wanted.Value.GetString() == NameOf(verdict.Decision),
            "reason" => wanted.Value.GetString() == verdict.Reason,
            "reason_prefix" => verdict.Reason.StartsWith(wanted.Value.GetString()!, StringComparison.Ordinal),
            "confidence" => wanted.Value.GetDouble().Equals(verdict.Confidence),
            "audit_rows" => wanted.Value.GetInt32() == records,
            "approval_id" => (wanted.Value.ValueKind == JsonValueKind.Null) == (verdict.ApprovalId is null),
            _ => false,
        };

    private static bool PermitsMore(JsonElement expect, ExecutionVerdict verdict) =>
        (expect.TryGetProperty("authorized", out var authorized) && verdict.Authorized && !authorized.GetBoolean())
        || (expect.TryGetProperty("decision", out var decision) && verdict.Decision > Decision(decision.GetString()));

    private static ExecutionDecision Decision(string? name) =>
        name switch
        {
            "allow" => ExecutionDecision.Allow,
            "require_approval" => ExecutionDecision.RequireApproval,
            _ => ExecutionDecision.Deny,
        };

    private static string NameOf(ExecutionDecision decision) =>
        decision switch
        {
            ExecutionDecision.Allow => "allow",
            ExecutionDecision.RequireApproval => "require_approval",
            _ => "deny",
        };
}
