using System.Globalization;
using System.Text;
using Actra.Model;

namespace Actra.Storage;

/// <summary>Names and texts in the form that PostgreSQL takes.</summary>
internal static class PostgresNames
{
    private const int LongestName = 63;

    /// <exception cref="ArgumentException">The name cannot be a schema's.</exception>
    public static void Check(string schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        if (
            schema.Length > LongestName
            || char.IsAsciiDigit(schema[0])
            || !schema.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            || schema.StartsWith("pg_", StringComparison.Ordinal)
        )
        {
            throw new ArgumentException(
                $"`{schema}` cannot be a schema: up to {LongestName} lower-case letters, digits and underscores, no digit and no `pg_` in front",
                nameof(schema)
            );
        }
    }

    /// <summary>
    /// A text as columns keep it: PostgreSQL refuses NUL and half surrogate pairs, and not every database can hold every letter. So what is not plain ASCII is
    /// kept as JSON writes it.
    /// </summary>
    public static string Kept(string text) =>
        Ascii.IsValid(text) && !text.Contains('\0', StringComparison.Ordinal) && !text.StartsWith('"')
            ? text
            : StoredJson.Write(text);

    /// <summary>The text that <see cref="Kept"/> has made a column of; null where nothing else could.</summary>
    public static string? Read(string? column)
    {
        try
        {
            return column is { Length: > 0 } && column[0] == '"' ? StoredJson.Read<string>(column) : column;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>The number of an advisory lock; two things with one number only wait for each other.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="purpose">What the lock is for.</param>
    /// <param name="thing">What is locked.</param>
    public static long Lock(string schema, string purpose, string thing = "")
    {
        var hash = new CanonicalWriter("actra/lock/1").Add(schema).Add(purpose).Add(thing).Hash();
        return unchecked(
            (long)ulong.Parse(hash.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        );
    }
}
