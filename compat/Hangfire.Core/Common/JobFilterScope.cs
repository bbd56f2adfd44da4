namespace Hangfire.Common;

public enum JobFilterScope
{
    Global = 10,
    Type = 20,
    Method = 30,
}
