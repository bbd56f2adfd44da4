using Hangfire.Common;
using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

internal sealed class ElectFilter(Action<ElectStateContext> elect, int order = JobFilter.DefaultOrder)
    : IJobFilter,
        IElectStateFilter
{
    public bool AllowMultiple => true;
    public int Order => order;

    public void OnStateElection(ElectStateContext context) => elect(context);
}
