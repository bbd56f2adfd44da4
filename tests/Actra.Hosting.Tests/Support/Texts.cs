namespace Actra.Hosting.Tests;

/// <summary>Policies for tests.</summary>
internal static class Texts
{
    public const string Schema = """
        version: 1
        actions:
          refund:
            fields:
              amount: number
        actor:
          fields:
            id: string
        snapshot:
          fields: {}
        """;

    public static readonly string Block = Policy("block");

    public static readonly string RequireApproval = Policy("require_approval");

    public static string Policy(string effect, string limit = "1000") =>
        $$"""
            version: 1
            rules:
              - id: refund-large
                scope: { action: refund }
                when:
                  subject: { domain: action, field: amount }
                  operator: greater_than
                  value: { literal: {{limit}} }
                effect: {{effect}}
            """;
}
