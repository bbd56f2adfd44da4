using Hangfire.Client;
using Hangfire.Common;

namespace Actra.Hangfire.Tests.Facts;

internal sealed class ClientFilter(
    Action<CreatingContext> creating,
    int order = int.MaxValue,
    Action<CreatedContext>? created = null
) : IJobFilter, IClientFilter
{
    public bool AllowMultiple => true;
    public int Order => order;

    public void OnCreating(CreatingContext context) => creating(context);

    public void OnCreated(CreatedContext context) => created?.Invoke(context);
}
