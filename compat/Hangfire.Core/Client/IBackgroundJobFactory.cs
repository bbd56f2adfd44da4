namespace Hangfire.Client;

public interface IBackgroundJobFactory
{
    IStateMachine StateMachine { get; }
    BackgroundJob Create(CreateContext context);
}
