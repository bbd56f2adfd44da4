using Hangfire.Common;
using Hangfire.Server;

namespace Actra.Hangfire.Tests.Facts;

internal sealed class ServerFilter(
    Action<PerformingContext> performing,
    int order = JobFilter.DefaultOrder,
    Action<PerformedContext>? performed = null
) : IJobFilter, IServerFilter
{
    public bool AllowMultiple => true;
    public int Order => order;

    public void OnPerforming(PerformingContext context) => performing(context);

    public void OnPerformed(PerformedContext context) => performed?.Invoke(context);
}
