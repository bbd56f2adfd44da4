namespace Hangfire;

public interface IBackgroundJobClientV2 : IBackgroundJobClient
{
    JobStorage Storage { get; }
    string Create(Job job, IState state, IDictionary<string, object> parameters);
}
