using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workers.Running;

/// <summary>What can be asked of this host, and how it comes in.</summary>
internal static class Trades
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Dictionary<ItemKind, string[]> s_actions = new()
    {
        [ItemKind.Message] = ["refund", "deploy", "delete_tenant"],
        [ItemKind.Job] = ["payout", "rebuild_index"],
        [ItemKind.Cron] = ["nightly_payout"],
    };

    /// <exception cref="FormatException">Nobody here does that.</exception>
    public static void Check(Item item)
    {
        var known = s_actions[item.Kind];
        if (!known.Contains(item.Action))
        {
            throw new FormatException(
                $"no {item.Kind.ToString().ToLowerInvariant()} stands for action `{item.Action}`; there are {string.Join(", ", known)}"
            );
        }

        var problem = item.Action switch
        {
            "payout" => Problem<PayoutArguments>(item.Fields),
            "nightly_payout" => Problem<NightlyPayoutArguments>(item.Fields),
            _ => null,
        };
        if (problem is not null)
        {
            throw new FormatException(problem);
        }
    }

    /// <summary>The fields as a contract; null where they do not fit it.</summary>
    public static T? Read<T>(JsonObject fields)
        where T : class
    {
        try
        {
            return fields.Deserialize<T>(s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Arguments are bound when a job is created, by the compiler of the program that creates it: a job that does not fit cannot be asked for.</summary>
    private static string? Problem<T>(JsonObject fields)
    {
        try
        {
            fields.Deserialize<T>(s_json);
            return null;
        }
        catch (JsonException e)
        {
            return $"`fields` do not fit the job: {e.Message.Split(" Path:")[0]}";
        }
    }
}

internal sealed record PayoutArguments(string Merchant, decimal Amount);

internal sealed record NightlyPayoutArguments(string Batch, decimal Total);
