namespace Actra.Conformance;

/// <summary>
/// Why cases marked <c>quirk</c> or <c>security</c> are answered more strictly than CapFence did, by what made the answer stricter. A reason excuses a
/// difference only where the case is marked and the answer permits no more than the recorded one.
/// </summary>
internal static class CapFenceDeviations
{
    public const string Event = "event";
    public const string Policy = "policy";
    public const string Raised = "raised";
    public const string Parse = "parse";
    public const string Observed = "observed";
    public const string Marked = "marked";

    /// <summary>Reasons by what made the answer stricter: a condition's key, or one of the words above.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["capability"] =
                "a capability that cannot be parsed is denied; prohibitions also count for a scope left open, for scopes below theirs, and for what the event says beside the capability it names",
            ["amount_gt"] = Amount,
            ["amount_gte"] = Amount,
            ["amount_lt"] = Amount,
            ["amount_lte"] = Amount,
            ["caller_depth_gt"] = Depth,
            ["caller_depth_gte"] = Depth,
            ["caller_depth_lt"] = Depth,
            ["caller_depth_lte"] = Depth,
            ["path_prefix"] =
                "a path prefix ends at a separator, `..` is followed, and every path in the payload counts",
            ["contains"] = Words,
            ["match_keywords"] = Words,
            ["match_regex"] =
                "a permission by pattern needs a find in every text of the payload, not only in the first of them",
            ["environment"] = Attribute,
            ["user_role"] = Attribute,
            ["tenant"] = Attribute,
            ["table"] = Attribute,
            ["tool_name"] = Attribute,
            ["risk_level"] = Attribute,
            ["risk_levels"] =
                "the strictest of all risk levels that the event speaks of counts, and a level that is blocked is not put up for approval",
            ["require_approval"] =
                "an event that asks for approval gets it where it would be allowed; what nothing permits is denied without asking anybody",
            [Event] =
                "an event whose names are blank or hold control characters, or whose risk is not finite, is refused",
            [Policy] =
                "a policy is checked when it is loaded: values that could not be compared, nothing where a value belongs, and keys given twice are refused",
            [Raised] =
                "what made the original's call fail is found when the policy is loaded, or denied; a denial is recorded",
            [Parse] = "a capability that ends in a line break is none",
            [Observed] = "an observed permission is not said to have been blocked",
            [Marked] = "the recorded answer permits what is marked as a weakness; ours does not",
        };

    private const string Amount =
        "an amount that is missing, cannot be read, is negative, or stands under another spelling or deeper down may be over a limit: prohibitions count it, permissions do not";

    private const string Depth =
        "a caller depth that is missing or cannot be read may be over a limit: prohibitions count it, permissions do not";

    private const string Words =
        "words are looked for in names and values as they are, runs of blanks as one, beside the text that the original makes of the payload";

    private const string Attribute =
        "what the host says and what the payload claims are kept apart: a claim can only restrict; what is not known may be prohibited";
}
