namespace Hangfire.States;

/// <summary>Counts the jobs that reached a final state.</summary>
internal sealed class CountingStateHandler(string stateName, string counter) : IStateHandler
{
    public string StateName => stateName;

    public void Apply(ApplyStateContext context, IWriteOnlyTransaction transaction) =>
        transaction.IncrementCounter(counter);

    public void Unapply(ApplyStateContext context, IWriteOnlyTransaction transaction) =>
        transaction.DecrementCounter(counter);
}
