namespace Hangfire.Server;

public interface IServerFilter
{
    void OnPerforming(PerformingContext context);
    void OnPerformed(PerformedContext context);
}
