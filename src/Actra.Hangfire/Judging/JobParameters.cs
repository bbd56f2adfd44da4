using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;

namespace Actra.Hangfire;

/// <summary>Reads and writes a job's parameters. A value that cannot be read counts as missing: anybody may have written it.</summary>
/// <param name="connection">The storage.</param>
/// <param name="job">The job.</param>
/// <param name="fresh">True where the values read along with the job may be too old.</param>
internal sealed class JobParameters(IStorageConnection connection, BackgroundJob job, bool fresh)
{
    public string? Text(string name) => Read<string>(name);

    public int Number(string name) => Math.Max(0, Read<int?>(name) ?? 0);

    public void Set<T>(string name, T value) =>
        connection.SetJobParameter(job.Id, name, SerializationHelper.Serialize(value, SerializationOption.User));

    /// <summary>All of them, where the storage hands them out with the job.</summary>
    public IReadOnlyDictionary<string, string> All()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, json) in job.ParametersSnapshot ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            if (json is not null)
            {
                all[name] = Value<string>(json) ?? json;
            }
        }

        return all;
    }

    private T? Read<T>(string name)
    {
        var json =
            !fresh && job.ParametersSnapshot is { } snapshot
                ? snapshot.GetValueOrDefault(name)
                : connection.GetJobParameter(job.Id, name);
        return json is null ? default : Value<T>(json);
    }

    private static T? Value<T>(string json)
    {
        try
        {
            return SerializationHelper.Deserialize<T>(json, SerializationOption.User);
        }
        catch (Exception)
        {
            return default;
        }
    }
}
