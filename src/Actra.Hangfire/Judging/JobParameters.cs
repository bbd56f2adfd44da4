using System.Collections.ObjectModel;
using System.Globalization;
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

    public string? Text(string name) => Json(name) is { } json ? Decode(json) : null;

    public int Number(string name) =>
        int.TryParse(Json(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public void Set(string name, object value) => write(name, value);

    /// <summary>All of them, where the storage hands them out with the job; read when somebody looks.</summary>
    public IReadOnlyDictionary<string, string> All() =>
        job.ParametersSnapshot is { Count: > 0 } snapshot
            ? new JobHeaders(snapshot, Decode)
            : ReadOnlyDictionary<string, string>.Empty;

    private string? Json(string name) =>
        !fresh && job.ParametersSnapshot is { } snapshot
            ? snapshot.GetValueOrDefault(name)
            : connection.GetJobParameter(job.Id, name);

    private static string? Decode(string json) =>
        json.Length >= 2 && json[0] == '"' && json[^1] == '"' && !json.Contains('\\') ? json[1..^1] : Parsed(json);

    private static string? Parsed(string json)
    {
        try
        {
            return SerializationHelper.Deserialize<string>(json, SerializationOption.User);
        }
        catch (Exception)
        {
            return null;
        }
    }
}
