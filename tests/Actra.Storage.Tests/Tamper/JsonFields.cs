using System.Text;
using System.Text.Json;

namespace Actra.Storage.Tests;

/// <summary>Where the values of a stored entry are.</summary>
internal static class JsonFields
{
    /// <summary>For each field, nested ones too: its name, and a byte of its value.</summary>
    public static IEnumerable<(string Field, int Place)> Of(string json, Random random)
    {
        var found = new List<(string, int)>();
        var reader = new Utf8JsonReader(Encoding.ASCII.GetBytes(json));
        var name = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    break;
                case JsonTokenType.String:
                    // An empty text has its quotes alone.
                    found.Add((name, (int)reader.TokenStartIndex + random.Next(reader.ValueSpan.Length + 1)));
                    break;
                case JsonTokenType.Number:
                    found.Add((name, (int)reader.TokenStartIndex + random.Next(reader.ValueSpan.Length)));
                    break;
            }
        }

        return found;
    }
}
