using Actra.Language;
using Actra.Model;

namespace Actra.Evaluation;

/// <summary>Fills the slots from an input.</summary>
internal static class SlotLoader
{
    /// <summary>Fills them, and says what is missing or of the wrong type; null where nothing is.</summary>
    public static List<InputProblem>? Load(Slot[] needed, PolicyInput input, Span<FieldValue> slots)
    {
        List<InputProblem>? problems = null;
        foreach (var slot in needed)
        {
            var value = input[slot.Field];
            if (value.Type != slot.Type)
            {
                value = value.HasValue ? TimeLiterals.Convert(value, slot.Type) : slot.Default;
            }

            if (value.Type != slot.Type || (value.Type == FieldType.Number && !double.IsFinite(value.AsNumber)))
            {
                (problems ??= []).Add(Describe(slot, input[slot.Field]));
            }

            slots[slot.Index] = value;
        }

        return problems;
    }

    /// <summary>Fills them as the original does: whatever is there, unchecked.</summary>
    public static void LoadUnchecked(Slot[] needed, PolicyInput input, Span<FieldValue> slots)
    {
        foreach (var slot in needed)
        {
            slots[slot.Index] =
                slot.Field is { Domain: Domain.Action, Name: "type" } && !input.Action.Contains("type")
                    ? FieldValue.Of(input.ActionType.Length > 0 ? input.ActionType : null)
                    : input[slot.Field];
        }
    }

    private static InputProblem Describe(Slot slot, FieldValue given)
    {
        var wanted = slot.Type.ToName();
        if (!given.HasValue)
        {
            return new InputProblem(Codes.MissingField, slot.Field, $"the field `{slot.Field}` is missing");
        }

        if (given.Type == slot.Type)
        {
            return new InputProblem(
                Codes.NotFinite,
                slot.Field,
                $"the field `{slot.Field}` must be a finite number, and is none"
            );
        }

        return given.Type == FieldType.String && slot.Type is FieldType.Timestamp or FieldType.Duration
            ? new InputProblem(
                Codes.UnreadableTime,
                slot.Field,
                $"the field `{slot.Field}` must be a {wanted}, and its text cannot be read as one"
            )
            : new InputProblem(
                Codes.WrongType,
                slot.Field,
                $"the field `{slot.Field}` must be a {wanted}, and is a {given.Type.ToName()}"
            );
    }
}
