namespace Hangfire;

public interface IBackgroundJobClient
{
    string Create(Job job, IState state);
    bool ChangeState(string jobId, IState state, string expectedState);
}
