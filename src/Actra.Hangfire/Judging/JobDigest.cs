using System.Globalization;
using System.Text;
using System.Text.Json;
using Actra.Guard;
using Actra.Resolution;
using Hangfire.Common;

namespace Actra.Hangfire;

/// <summary>The digest of a job: its type, its method and its arguments as the storage would keep them. What the server fills in (cancellation tokens, contexts) is left out.</summary>
internal static class JobDigest
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <summary>The digest of a job as it came from the storage.</summary>
    public static string Of(Job job) => Of(job, Text);

    /// <summary>The digest that a job will have when it comes from the storage; for one that its creator holds.</summary>
    public static string OfStored(Job job) =>
        Of(
            job,
            static (value, type) =>
            {
                var text = Text(value, type);
                return value is null || IsPlain(value, type)
                    ? text
                    : Text(SerializationHelper.Deserialize(text, type, SerializationOption.User), type);
            }
        );

    private static string Of(Job job, Func<object?, Type, string> write)
    {
        var text = new StringBuilder("[");
        var parameters = job.Method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            var type = parameters[i].ParameterType;
            text.Append(i == 0 ? "" : ",")
                .Append(
                    ArgumentReader.IsInfrastructure(type) || i >= job.Args.Count ? "null" : write(job.Args[i], type)
                );
        }

        var contents = text.Append(']').ToString();
        string[] contract = [$"{job.Type}, {job.Type.Assembly.GetName().Name}", job.Method.ToString()!];
        try
        {
            using var document = JsonDocument.Parse(contents, Deep);
            return WorkDigest.OfJson(contract, document.RootElement);
        }
        catch (JsonException)
        {
            // A host's serializer settings may write what is no strict JSON.
            return WorkDigest.OfBytes(contract, Encoding.UTF8.GetBytes(contents));
        }
    }

    private static string Text(object? value, Type type) =>
        value switch
        {
            null => "null",
            int number => number.ToString(CultureInfo.InvariantCulture),
            long number => number.ToString(CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            string text => JsonSerializer.Serialize(text),
            Guid id => $"\"{id:D}\"",
            _ => SerializationHelper.Serialize(value, type, SerializationOption.User) ?? "null",
        };

    /// <summary>True for values that every storage gives back as they are.</summary>
    private static bool IsPlain(object value, Type type) =>
        value is int or long or bool or string or Guid && value.GetType() == type;
}
