using System.Text.Json;

namespace Workers.Guarding;

/// <summary>Who holds which role: <c>people.json</c>. Elsewhere this is a directory service or a table.</summary>
public sealed class People
{
    private readonly Dictionary<string, Person> _people;

    private People(Dictionary<string, Person> people) => _people = people;

    public static People Load(string path)
    {
        using var file = File.OpenRead(path);
        var people = JsonSerializer.Deserialize<Dictionary<string, Person>>(file, JsonSerializerOptions.Web) ?? [];
        return new People(new Dictionary<string, Person>(people, StringComparer.Ordinal));
    }

    /// <summary>The person's role; null for strangers.</summary>
    public string? RoleOf(string id) => _people.GetValueOrDefault(id)?.Role;

    /// <summary>Everybody who holds one of the roles.</summary>
    public IEnumerable<string> Holding(IReadOnlyList<string> roles) =>
        _people.Where(person => roles.Contains(person.Value.Role, StringComparer.Ordinal)).Select(person => person.Key);

    private sealed record Person(string Role);
}
