using System.Collections.ObjectModel;
using System.Globalization;
using Actra.Approvals;
using Actra.Guard;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>Says in headers and in an exception why a message did not run.</summary>
internal static class FaultText
{
    /// <summary>Longer header values are cut: a header frame has an end.</summary>
    private const int Longest = 2_000;

    /// <summary>Describes a message that did not run: never thrown, only told to requesters and observers.</summary>
    public static Exception ToException(this Admission admission, string action)
    {
        var exception = new ActraPolicyException(action, admission);
        Add(ActraFault.CodeKey, admission.Code);
        Add(ActraFault.RuleKey, admission.Decision?.RuleId);
        Add(ActraFault.ReasonKey, admission.Reason);
        Add(ActraFault.ApprovalKey, admission.ApprovalId);
        Add(ActraFault.PolicyHashKey, admission.Decision?.PolicyHash);
        return exception;

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                exception.Data[key] = value;
            }
        }
    }

    public static IReadOnlyDictionary<string, string> ToHeaders(
        this Admission admission,
        string inputAddress,
        string? messageType,
        DateTimeOffset now
    ) =>
        Headers(
            admission.Code,
            admission.Reason,
            inputAddress,
            messageType,
            now,
            (ActraHeaders.Rule, admission.Decision?.RuleId),
            (ActraHeaders.DecisionId, admission.DecisionId),
            (ActraHeaders.PolicyHash, admission.Decision?.PolicyHash),
            (
                ActraHeaders.Requester,
                admission.Actor.Id.Length == 0 ? null : $"{admission.Actor.Type}:{admission.Actor.Id}"
            ),
            (ActraHeaders.Approval, admission.ApprovalId),
            (ActraHeaders.Generation, admission.ClosedGeneration?.ToString(CultureInfo.InvariantCulture))
        );

    /// <summary>For work of a closed request.</summary>
    public static IReadOnlyDictionary<string, string> ToHeaders(
        this ApprovalRequest request,
        string inputAddress,
        DateTimeOffset now
    )
    {
        var code = request.State switch
        {
            ApprovalState.Denied => AdmissionCodes.ApprovalDenied,
            ApprovalState.Blocked => AdmissionCodes.BlockedAfterApproval,
            _ => AdmissionCodes.ApprovalClosed,
        };
        var reason =
            $"approval {request.Id} is {request.State.ToName()}"
            + (request.StateReason is null ? "" : $": {request.StateReason}");
        return Headers(
            code,
            reason,
            inputAddress,
            null,
            now,
            (ActraHeaders.Rule, request.Asked[0].RuleId),
            (ActraHeaders.PolicyHash, request.PolicyHash),
            (
                ActraHeaders.Requester,
                request.Requester.Id.Length == 0 ? null : $"{request.Requester.Type}:{request.Requester.Id}"
            ),
            (ActraHeaders.Approval, request.Id),
            (ActraHeaders.Generation, request.Generation.ToString(CultureInfo.InvariantCulture))
        );
    }

    /// <summary>The headers that operators' tools read on error queues, and those of the guard.</summary>
    public static ReadOnlyDictionary<string, string> Headers(
        string code,
        string reason,
        string inputAddress,
        string? messageType,
        DateTimeOffset now,
        params ReadOnlySpan<(string Name, string? Value)> more
    )
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [MessageHeaders.Reason] = "fault",
            [MessageHeaders.FaultExceptionType] = typeof(ActraPolicyException).FullName!,
            [MessageHeaders.FaultMessage] = Cut($"{code}: {reason}"),
            [MessageHeaders.FaultTimestamp] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            [MessageHeaders.FaultInputAddress] = inputAddress,
            [MessageHeaders.FaultStackTrace] = "none: the guard decided",
            [MessageHeaders.FaultConsumerType] = "Actra",
            [ActraHeaders.Code] = code,
            [ActraHeaders.Reason] = Cut(reason),
        };
        if (messageType is not null)
        {
            headers[MessageHeaders.FaultMessageType] = messageType;
        }

        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                headers[name] = Cut(value);
            }
        }

        return headers.AsReadOnly();
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
