namespace Actra.Compilation;

/// <summary>A document's name and text.</summary>
internal sealed record PolicySource(string Name, string Text);
