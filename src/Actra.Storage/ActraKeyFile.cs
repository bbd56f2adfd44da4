using System.Security.Cryptography;
using Actra.Model;

namespace Actra.Storage;

/// <summary>
/// A file with keys, as <c>actra keys new</c> writes it: a line per key, its id and its bytes in base64, the signing one first. Empty lines and lines that begin
/// with <c>#</c> say nothing.
/// </summary>
public static class ActraKeyFile
{
    private const int Length = 32;

    /// <summary>Reads the keys of a file.</summary>
    /// <exception cref="ActraException">The file cannot be read, or a line in it is no key; the message names the line and never the key.</exception>
    public static IReadOnlyList<KeyValuePair<string, byte[]>> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            var keys = File.ReadLines(path)
                .Select((line, number) => (Line: line.Trim(), Number: number + 1))
                .Where(line => line.Line.Length > 0 && line.Line[0] != '#')
                .Select(line => Key(path, line.Line, line.Number))
                .ToList();
            return keys.Count > 0 ? keys : throw new ActraException($"`{path}` holds no key");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ActraException($"the key file `{path}` cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads the keys of a file as a ring.</summary>
    /// <exception cref="ActraException">The file cannot be read, a line in it is no key, or an id stands twice.</exception>
    public static ActraKeyRing ReadRing(string path)
    {
        try
        {
            return new ActraKeyRing([.. Read(path)]);
        }
        catch (ArgumentException e)
        {
            throw new ActraException($"`{path}`: {e.Message.Split(" (Parameter", 2)[0]}", e);
        }
    }

    /// <summary>Makes a file with one new random key of 32 bytes, for its owner's eyes only.</summary>
    /// <param name="path">The file; it must not be there.</param>
    /// <param name="keyId">The key's id: not empty, no blanks, not beginning with <c>#</c>.</param>
    /// <exception cref="ActraException">The id cannot stand in a file, or the file is there or cannot be written.</exception>
    public static void WriteNew(string path, string keyId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (string.IsNullOrEmpty(keyId) || keyId[0] == '#' || keyId.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw new ActraException("a key's id is not empty, has no blanks and does not begin with `#`");
        }

        PrivateFile.WriteNew(path, $"{keyId} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))}\n");
    }

    private static KeyValuePair<string, byte[]> Key(string path, string line, int number)
    {
        var parts = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var bytes = new byte[line.Length];
        return parts.Length == 2 && Convert.TryFromBase64String(parts[1], bytes, out var length) && length >= Length
            ? KeyValuePair.Create(parts[0], bytes[..length])
            : throw new ActraException(
                $"`{path}`, line {number}: a line is an id, a blank, and at least 32 bytes in base64"
            );
    }
}
