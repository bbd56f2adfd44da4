namespace Actra.Approvals;

/// <summary>
/// What goes when closed work is erased: its contents; and where the fields go, the reasons with them, which may quote fields. Requester, votes and states
/// stay: they are what the decision log is about.
/// </summary>
internal static class ErasureRules
{
    /// <summary>What stands in the place of a field that was erased.</summary>
    public const string Erased = "(erased)";

    public static ApprovalChange Erase(ApprovalRequest request, ApprovalCommand.Erase erase, DateTimeOffset now)
    {
        if (!request.IsClosed)
        {
            return request.Refuse(
                ApprovalOutcome.WrongState,
                $"request `{request.Id}` is {request.State.ToName()}: only the work of a closed one is erased",
                ApprovalRecords.Refused(request, erase.By, "erasure refused: the request is not closed", now)
            );
        }

        var next = request with
        {
            ErasedAt = now,
            Asked = erase.Fields ? [.. request.Asked.Select(WithoutFields)] : request.Asked,
        };
        return next.Stay(request, now, ApprovalRecords.Erased(request, erase.By, erase.Fields, now)) with
        {
            ErasesWork = true,
        };
    }

    private static AskedAction WithoutFields(AskedAction asked) =>
        asked with
        {
            Reason = asked.Reason is null ? null : Erased,
            Fields = asked.Fields.ToDictionary(field => field.Key, _ => Erased, StringComparer.Ordinal),
        };
}
