namespace Actra.Storage.Tests;

/// <summary>A row of the log as it lies in the database.</summary>
public sealed record StoredRow(long Sequence, string Entry, string Previous, string Hash)
{
    public StoredRow With(string column, string text) =>
        column switch
        {
            "entry" => this with { Entry = text },
            "previous" => this with { Previous = text },
            _ => this with { Hash = text },
        };

    public string this[string column] =>
        column switch
        {
            "entry" => Entry,
            "previous" => Previous,
            _ => Hash,
        };
}
