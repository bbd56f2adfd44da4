namespace Hangfire.InMemory;

internal static class Loading
{
    public static (Job Job, JobLoadException Exception) TryLoad(InvocationData invocation)
    {
        try
        {
            return (invocation.DeserializeJob(), null);
        }
        catch (JobLoadException exception)
        {
            return (null, exception);
        }
    }
}
