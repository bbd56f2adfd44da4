using Actra.Model;

namespace Actra.Language;

/// <summary>Reads the <c>approval</c> of a rule. One group may be written flat: <c>{ roles: [finance], count: 2 }</c>.</summary>
internal sealed class ApprovalReader(DocumentContext document)
{
    private static readonly Shape Approval = new(
        "`approval`",
        "groups",
        "roles",
        "count",
        "deny_threshold",
        "allow_self",
        "allow_unverified",
        "expires",
        "valid_for",
        "escalate_after",
        "escalate_to",
        "comment",
        "on_lost_lease",
        "break_glass"
    );

    private static readonly Shape Group = new("a group of approvers", "roles", "count");

    /// <summary>Reads a requirement; null where it could not be read, which has been reported.</summary>
    public ApprovalRequirement? Read(YamlNode node)
    {
        if (StructReader.Open(document, node, Approval) is not { } reader)
        {
            return null;
        }

        var groups = ReadGroups(reader);
        var escalateAfter = Duration(reader, "escalate_after");
        var escalateTo = Roles(reader, "escalate_to") ?? [];
        if (escalateAfter is not null != escalateTo.Count > 0)
        {
            Bad(reader.At, "`escalate_after` and `escalate_to` need each other");
        }

        return new ApprovalRequirement
        {
            Groups = groups,
            DenyThreshold = Positive(reader, "deny_threshold"),
            AllowSelf = document.Truth(reader.Optional("allow_self"), "`allow_self`") ?? false,
            AllowUnverified = document.Truth(reader.Optional("allow_unverified"), "`allow_unverified`") ?? false,
            Expires = Duration(reader, "expires"),
            ValidFor = Duration(reader, "valid_for"),
            EscalateAfter = escalateAfter,
            EscalateTo = escalateTo,
            CommentRequired = OneOf(reader, "comment", "optional", "required") == "required",
            OnLostLease = OneOf(reader, "on_lost_lease", "hold", "rerun") == "rerun" ? LostLease.Rerun : LostLease.Hold,
            BreakGlass = Roles(reader, "break_glass") ?? [],
        };
    }

    private IReadOnlyList<ApprovalGroup> ReadGroups(StructReader reader)
    {
        if (reader.Optional("groups") is not { } list)
        {
            return [ReadGroup(reader)];
        }

        if (reader.Optional("roles") is not null || reader.Optional("count") is not null)
        {
            document.Error(
                Codes.ExclusiveKeys,
                reader.At,
                "`approval` has `groups` beside `roles` or `count`, which exclude each other",
                "write `roles` and `count` inside a group"
            );
            return [];
        }

        var items = document.Items(list, "`groups`") ?? [];
        if (items.Count == 0)
        {
            Bad(list.At, "`groups` is empty, so nobody could approve");
        }

        var groups = new List<ApprovalGroup>(items.Count);
        foreach (var item in items)
        {
            if (StructReader.Open(document, item, Group) is { } group)
            {
                groups.Add(ReadGroup(group));
            }
        }

        return groups;
    }

    private ApprovalGroup ReadGroup(StructReader reader)
    {
        reader.Required("roles");
        return new ApprovalGroup(Roles(reader, "roles") ?? [], Positive(reader, "count"));
    }

    private IReadOnlyList<string>? Roles(StructReader reader, string key)
    {
        var node = reader.Optional(key);
        var roles = document.Texts(node, $"`{key}`");
        if (roles is { Count: 0 } || roles?.Any(string.IsNullOrWhiteSpace) == true)
        {
            Bad(node!.At, $"`{key}` names no role, or an empty one");
        }

        return roles;
    }

    private int Positive(StructReader reader, string key)
    {
        var node = reader.Optional(key);
        var count = document.Count(node, $"`{key}`", 1_000);
        if (count == 0)
        {
            Bad(node!.At, $"`{key}` must be at least 1");
        }

        return (int)(count ?? 1);
    }

    private TimeSpan? Duration(StructReader reader, string key)
    {
        var node = reader.Optional(key);
        if (document.Text(node, $"`{key}`") is not { } text)
        {
            return null;
        }

        if (Durations.TryParse(text, out var duration) && duration > TimeSpan.Zero)
        {
            return duration;
        }

        document.Error(
            Codes.BadTime,
            node!.At,
            $"`{key}` is no duration above zero: `{text}`",
            TimeLiterals.Example(FieldType.Duration)
        );
        return null;
    }

    private string? OneOf(StructReader reader, string key, params string[] words)
    {
        var node = reader.Optional(key);
        if (document.Text(node, $"`{key}`") is not { } word || words.Contains(word))
        {
            return (node as YamlScalar)?.Text;
        }

        document.Error(
            Codes.UnknownWord,
            node!.At,
            $"unknown word `{word}` for `{key}`",
            document.Suggest(word, words)
        );
        return null;
    }

    private void Bad(Position at, string message) => document.Error(Codes.BadApproval, at, message);
}
