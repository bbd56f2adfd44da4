using Npgsql;

namespace Actra.Cli;

/// <summary>A PostgreSQL database as people name it: <c>postgres://user@host:5432/database?sslmode=require</c>, or a connection string with <c>Host=</c>.</summary>
internal static class PostgresAddress
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];
    private static readonly string[] Hosts = ["Host", "Server"];

    public static bool IsOne(string database) => IsUri(database) || NamesHost(database);

    /// <exception cref="UsageException">It cannot be understood; what it says, passwords among it, is not repeated.</exception>
    public static string ConnectionString(string database)
    {
        try
        {
            return IsUri(database) ? OfUri(database) : new NpgsqlConnectionStringBuilder(database).ToString();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new UsageException($"the connection to PostgreSQL cannot be understood: {e.Message}");
        }
    }

    private static string OfUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw new UsageException("the connection to PostgreSQL is no postgres://user@host:5432/database");
        }

        var settings = new NpgsqlConnectionStringBuilder { Host = uri.DnsSafeHost };
        if (uri.Port > 0)
        {
            settings.Port = uri.Port;
        }

        var user = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        if (user[0].Length > 0)
        {
            settings.Username = user[0];
        }

        if (user.Length > 1)
        {
            settings.Password = user[1];
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } name)
        {
            settings.Database = Uri.UnescapeDataString(name);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2).Select(Uri.UnescapeDataString).ToArray();
            Set(settings, parts[0], parts.Length > 1 ? parts[1] : "");
        }

        return settings.ToString();
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        var (key, text) = name switch
        {
            "sslmode" => ("SSL Mode", value.Replace("-", "", StringComparison.Ordinal)),
            "connect_timeout" => ("Timeout", value),
            "application_name" => ("Application Name", value),
            "sslrootcert" => ("Root Certificate", value),
            _ => (name, value),
        };
        settings[key] = text;
    }

    private static bool IsUri(string database) =>
        Schemes.Any(scheme => database.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    private static bool NamesHost(string database) =>
        database
            .Split(';')
            .Select(part => part.Split('=', 2))
            .Any(pair => pair.Length == 2 && Hosts.Contains(pair[0].Trim(), StringComparer.OrdinalIgnoreCase));
}
