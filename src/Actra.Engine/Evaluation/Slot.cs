using Actra.Model;

namespace Actra.Evaluation;

/// <summary>Where evaluation finds a declared field: its place in the array of values.</summary>
/// <param name="Index">The place.</param>
/// <param name="Field">The field.</param>
/// <param name="Type">Its declared type.</param>
/// <param name="Default">Its value where the input has none.</param>
/// <param name="Sensitive">True where it is masked.</param>
internal sealed record Slot(int Index, FieldRef Field, FieldType Type, FieldValue Default, bool Sensitive);
