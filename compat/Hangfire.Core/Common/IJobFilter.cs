namespace Hangfire.Common;

public interface IJobFilter
{
    bool AllowMultiple { get; }
    int Order { get; }
}
