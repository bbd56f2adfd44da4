using System.Globalization;
using Actra.Audit;
using Actra.Compilation;
using Actra.Model;

namespace Actra.Guard;

/// <summary>An input as a record keeps it: the fields that rules read, as texts with their types. Written so that it can be judged again.</summary>
/// <param name="Texts">The values; sensitive ones as keyed hashes.</param>
/// <param name="Types">What they stand for.</param>
internal sealed record RecordedInput(
    IReadOnlyDictionary<string, string> Texts,
    IReadOnlyDictionary<string, string> Types
)
{
    private const string Missing = "missing";
    private const string Masked = "masked ";

    public static RecordedInput Of(ActraPolicy policy, PolicyInput input, SensitiveMask mask)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in policy.NeededFields(input.ActionType))
        {
            var (name, value) = (field.ToString(), input[field]);
            if (!value.HasValue)
            {
                types[name] = Missing;
                continue;
            }

            var hidden = policy.Schema.Find(input.ActionType, field)?.Sensitive == true && CanBeHidden(value);
            texts[name] = hidden ? mask.Hide(value) : Text(value);
            types[name] = (hidden ? Masked : "") + value.Type.ToName();
        }

        return new RecordedInput(texts, types);
    }

    /// <summary>What a record says of a field.</summary>
    /// <param name="entry">The record.</param>
    /// <param name="field">The field, as its policy declares it.</param>
    /// <param name="name">The field's name in the record.</param>
    public static RecordedValue Read(AuditEntry entry, FieldSchema field, string name)
    {
        var text = entry.Inputs.GetValueOrDefault(name);
        if (entry.InputTypes is not { } types)
        {
            return text is null ? RecordedValue.NotRecorded
                : SensitiveMask.IsHidden(text) ? RecordedValue.OfMasked(field.Type)
                : RecordedValue.Of(Value(text, field.Type));
        }

        return types.GetValueOrDefault(name) switch
        {
            Missing => RecordedValue.Of(FieldValue.None),
            { } type when type.StartsWith(Masked, StringComparison.Ordinal) => FieldTypeNames.TryParse(
                type[Masked.Length..],
                out var masked
            )
                ? RecordedValue.OfMasked(masked)
                : RecordedValue.NotRecorded,
            { } type when text is not null && FieldTypeNames.TryParse(type, out var known) => RecordedValue.Of(
                Value(text, known)
            ),
            _ => RecordedValue.NotRecorded,
        };
    }

    /// <summary>Not a number, and infinity, tell nothing and make an input that cannot be judged: that must stay to be seen.</summary>
    private static bool CanBeHidden(FieldValue value) =>
        value.Type != FieldType.Number || double.IsFinite(value.AsNumber);

    private static string Text(FieldValue value)
    {
        var text = value.ToString();
        return value.Type != FieldType.Duration || (Durations.TryParse(text, out var read) && read == value.AsDuration)
            ? text
            : value.AsDuration.ToString("c", CultureInfo.InvariantCulture);
    }

    /// <summary>The value of a text; a string where it is none of that type.</summary>
    private static FieldValue Value(string text, FieldType type) =>
        type switch
        {
            FieldType.Number
                when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                FieldValue.Of(number),
            FieldType.Boolean when text is "true" or "false" => FieldValue.Of(text is "true"),
            FieldType.Timestamp when Timestamps.TryParse(text, out var time) => FieldValue.Of(time),
            FieldType.Duration when Durations.TryParse(text, out var length) => FieldValue.Of(length),
            FieldType.Duration when TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var exact) =>
                FieldValue.Of(exact),
            _ => FieldValue.Of(text),
        };
}

/// <summary>What a record says of a field: its value, that it had one which is hidden, or nothing.</summary>
/// <param name="Value">The value, where it is there; none where the field had none.</param>
/// <param name="IsKnown">True where the value is the field's.</param>
/// <param name="Type">The type of a hidden value; none where nothing is known of the field.</param>
internal readonly record struct RecordedValue(FieldValue Value, bool IsKnown, FieldType Type)
{
    public static RecordedValue NotRecorded => default;

    public static RecordedValue Of(FieldValue value) => new(value, true, FieldType.None);

    public static RecordedValue OfMasked(FieldType type) => new(FieldValue.None, false, type);
}
