using System.Text;
using Actra.Model;

namespace Actra.Evaluation;

/// <summary>A piece of a reason: a text, a field, or (with neither) the action's type.</summary>
internal sealed record ReasonPiece(string? Text, Slot? Slot);

/// <summary>A rule's reason, its placeholders resolved to slots.</summary>
internal sealed class ReasonTemplate(IReadOnlyList<ReasonPiece> pieces)
{
    public IEnumerable<Slot> Slots => pieces.Select(p => p.Slot).OfType<Slot>();

    /// <summary>True where the reason is the same for every input of an action.</summary>
    public bool IsConstant => pieces.All(p => p.Slot is null);

    public string Render(string actionType, ReadOnlySpan<FieldValue> slots)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (piece.Text is not null)
            {
                text.Append(piece.Text);
            }
            else if (piece.Slot is not { } slot)
            {
                text.Append(actionType);
            }
            else
            {
                text.Append(slot.Sensitive ? "***" : slots[slot.Index].ToString());
            }
        }

        return text.ToString();
    }
}
