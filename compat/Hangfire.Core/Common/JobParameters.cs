namespace Hangfire.Common;

internal static class JobParameters
{
    public static T Read<T>(IStorageConnection connection, BackgroundJob job, string name, bool allowStale)
    {
        var value =
            allowStale && job.ParametersSnapshot != null
                ? job.ParametersSnapshot.GetValueOrDefault(name)
                : connection.GetJobParameter(job.Id, name);
        return SerializationHelper.Deserialize<T>(value, SerializationOption.User);
    }

    public static void Write(IStorageConnection connection, BackgroundJob job, string name, object value) =>
        connection.SetJobParameter(
            job.Id,
            name,
            SerializationHelper.Serialize(value, value?.GetType() ?? typeof(object), SerializationOption.User)
        );
}
