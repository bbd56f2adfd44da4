namespace Hangfire.Client;

public interface IClientFilter
{
    void OnCreating(CreatingContext context);
    void OnCreated(CreatedContext context);
}
