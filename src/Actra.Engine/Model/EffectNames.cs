namespace Actra.Model;

/// <summary>The names of effects as policies, records and messages spell them.</summary>
public static class EffectNames
{
    /// <summary>The policy language's word for an effect: <c>allow</c>, <c>block</c> or <c>require_approval</c>.</summary>
    public static string ToName(this Effect effect) =>
        effect switch
        {
            Effect.Allow => "allow",
            Effect.RequireApproval => "require_approval",
            _ => "block",
        };

    /// <summary>Reads the policy language's word for an effect; exact spelling.</summary>
    public static bool TryParse(string? name, out Effect effect)
    {
        (effect, var known) = name switch
        {
            "allow" => (Effect.Allow, true),
            "block" => (Effect.Block, true),
            "require_approval" => (Effect.RequireApproval, true),
            _ => (Effect.Block, false),
        };
        return known;
    }
}
