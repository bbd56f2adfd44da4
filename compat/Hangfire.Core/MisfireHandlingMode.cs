namespace Hangfire;

public enum MisfireHandlingMode
{
    Relaxed = 0,
    Strict = 1,
    Ignorable = 2,
}
