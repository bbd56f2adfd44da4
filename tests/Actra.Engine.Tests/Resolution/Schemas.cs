using Actra.Model;

namespace Actra.Engine.Tests.Resolution;

internal static class Schemas
{
    public static ActionSchema Refund(params FieldSchema[] fields) =>
        new("refund", fields.ToDictionary(field => field.Name, StringComparer.Ordinal));

    /// <summary>The names of the fields that have a value.</summary>
    public static string Names(FieldMap fields) => string.Join(' ', fields.Select(field => field.Key));

    public static FieldSchema Text(string name) => new(name, FieldType.String);

    public static FieldSchema Number(string name) => new(name, FieldType.Number);
}
