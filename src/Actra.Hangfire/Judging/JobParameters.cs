using System.Collections.ObjectModel;
using Hangfire;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;

namespace Actra.Hangfire;

/// <summary>Reads and writes a job's parameters. A value that cannot be read counts as missing: anybody may have written it.</summary>
/// <param name="connection">The storage.</param>
/// <param name="job">The job.</param>
/// <param name="fresh">True where the values read along with the job may be too old.</param>
/// <param name="write">Writes a value, in the transaction at hand where there is one.</param>
internal sealed class JobParameters(
    IStorageConnection connection,
    BackgroundJob job,
    bool fresh,
    Action<string, object> write
)
{
    public static JobParameters Of(ElectStateContext context) =>
        new(context.Connection, context.BackgroundJob, fresh: false, context.SetJobParameter);

    public static JobParameters Of(PerformContext context) =>
        new(context.Connection, context.BackgroundJob, fresh: true, context.SetJobParameter);

    public string? Text(string name) => Read<string>(name);

    public int Number(string name) => Math.Max(0, Read<int?>(name) ?? 0);

    public void Set(string name, object value) => write(name, value);

    /// <summary>All of them, where the storage hands them out with the job; read when somebody looks.</summary>
    public IReadOnlyDictionary<string, string> All() =>
        job.ParametersSnapshot is { Count: > 0 } snapshot
            ? new JobHeaders(snapshot, Value<string>)
            : ReadOnlyDictionary<string, string>.Empty;

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
