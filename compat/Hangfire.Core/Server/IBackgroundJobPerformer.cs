namespace Hangfire.Server;

public interface IBackgroundJobPerformer
{
    object Perform(PerformContext context);
}
