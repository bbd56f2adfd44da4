namespace Actra.Cli.Tests;

/// <summary>A directory with a policy, gone after the test.</summary>
internal sealed class PolicyFolder : IDisposable
{
    public const string Schema = """
        version: 1
        actions:
          refund:
            fields:
              amount: number
              note: string
        actor:
          fields:
            id: string
        snapshot:
          fields: {}
        """;

    public const string Rules = """
        version: 1
        rules:
          - id: refund-none
            scope: { action: refund }
            when: { subject: { domain: action, field: amount }, operator: less_than, value: { literal: 0 } }
            effect: block
          - id: refund-large
            scope: { action: refund }
            when: { subject: { domain: action, field: amount }, operator: greater_than, value: { literal: 1000 } }
            effect: require_approval
        """;

    public PolicyFolder(string? schema = Schema, string? policy = Rules, string? governance = null)
    {
        Write("schema.yaml", schema);
        Write("policy.yaml", policy);
        Write("governance.yaml", governance);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("actra-cli-").FullName;

    public string Write(string name, string? text)
    {
        var path = System.IO.Path.Combine(Path, name);
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
