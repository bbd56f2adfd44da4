namespace Hangfire.States;

public interface IStateMachine
{
    IState ApplyState(ApplyStateContext context);
}
