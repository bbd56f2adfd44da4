namespace Hangfire.States;

public interface IStateHandler
{
    string StateName { get; }
    void Apply(ApplyStateContext context, IWriteOnlyTransaction transaction);
    void Unapply(ApplyStateContext context, IWriteOnlyTransaction transaction);
}
