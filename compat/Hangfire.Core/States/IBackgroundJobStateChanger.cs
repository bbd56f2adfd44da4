namespace Hangfire.States;

public interface IBackgroundJobStateChanger
{
    IState ChangeState(StateChangeContext context);
}
