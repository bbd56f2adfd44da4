namespace Hangfire;

public enum AttemptsExceededAction
{
    Fail = 0,
    Delete,
}
