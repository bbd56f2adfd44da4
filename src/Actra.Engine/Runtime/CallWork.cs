using System.Diagnostics;
using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Runtime;

/// <summary>One call as the guard will see it.</summary>
/// <param name="Policy">The policy by whose schema its fields are read, and that judges them.</param>
/// <param name="ActionType">The action.</param>
/// <param name="Reader">Reads its fields.</param>
/// <param name="Source">What the reader reads.</param>
/// <param name="Contract">The contract whose whole contents an approval is bound to; null where the fields are all there is.</param>
/// <param name="Context">What surrounds the call.</param>
internal sealed record CallWork(
    ActraPolicy Policy,
    string ActionType,
    IFieldReader Reader,
    object Source,
    object? Contract,
    object? Context
)
{
    public WorkItem ToItem(AdmitOptions options) =>
        new()
        {
            Kind = WorkKind.Call,
            Endpoint = options.Endpoint,
            Actions = [new WorkAction(ActionType, Reader, Source)],
            Policy = Policy,
            WorkId = options.WorkId,
            Digest = () => CallDigest.Of(ActionType, Reader.Read(Source), Contract),
            // The caller tries the same work again under the same id: an approval in use or used up must be found even where the policy allows by now.
            Redelivered = options.WorkId is not null,
            CanPark = options.CreateApproval,
            Context = Context,
            TraceId = Activity.Current?.TraceId.ToString(),
        };
}
