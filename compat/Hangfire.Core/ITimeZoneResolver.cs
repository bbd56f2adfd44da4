namespace Hangfire;

public interface ITimeZoneResolver
{
    TimeZoneInfo GetTimeZoneById(string timeZoneId);
}
