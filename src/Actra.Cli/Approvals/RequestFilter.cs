using System.CommandLine;
using System.CommandLine.Parsing;
using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;

namespace Actra.Cli.Approvals;

/// <summary>Which requests are meant: options that all must hold.</summary>
internal sealed class RequestFilter
{
    private readonly Option<string[]> _states = new("--state")
    {
        Description = $"in this state, or one of several: {string.Join(", ", Names())}",
        HelpName = "STATE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _action = Text("--action", "that ask for this action");
    private readonly Option<string?> _actor = Text("--actor", "of this requester");
    private readonly Option<string?> _endpoint = Text("--endpoint", "on this queue, job or method");
    private readonly Option<string?> _service = Text("--service", "of this service");
    private readonly Option<string?> _kind = Text("--kind", "of this kind of work: message, job, call");
    private readonly Option<string?> _tenant = Text("--tenant", "of this tenant");
    private readonly Option<string?> _olderThan = Text("--older-than", "parked longer ago than this: 2d, 1h, 30m");
    private readonly Option<string?> _newerThan = Text("--newer-than", "parked no longer ago than this");
    private readonly Option<string?> _text = Text(
        "--text",
        "with words that begin so, in ids, actions, rules or reasons"
    );
    private readonly Option<string?> _after = Text("--after", "that come after this request of an earlier list");
    private readonly Option<int> _limit = new("--limit")
    {
        Description = "how many at most",
        DefaultValueFactory = _ => 100,
    };

    private IEnumerable<Option> All =>
        [_states, _action, _actor, _endpoint, _service, _kind, _tenant, _olderThan, _newerThan, _text, _limit, _after];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>The first filter on the command line; null where there is none.</summary>
    public string? FirstOf(ParseResult parsed) =>
        All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <param name="parsed">The command line.</param>
    /// <param name="otherwise">The states where none is named; null for all.</param>
    /// <param name="now">The time, for ages.</param>
    /// <exception cref="UsageException">Something on the command line cannot be understood.</exception>
    public ApprovalQuery Query(ParseResult parsed, IReadOnlyList<ApprovalState>? otherwise, DateTimeOffset now)
    {
        var limit = parsed.GetValue(_limit);
        if (limit is < 1 or >= ApprovalQuery.LongestPage)
        {
            throw new UsageException($"--limit is from 1 to {ApprovalQuery.LongestPage - 1}");
        }

        return new ApprovalQuery
        {
            States = States(parsed) ?? otherwise,
            Action = parsed.GetValue(_action),
            Requester = parsed.GetValue(_actor),
            Endpoint = parsed.GetValue(_endpoint),
            Service = parsed.GetValue(_service),
            Kind = Kind(parsed.GetValue(_kind)),
            Tenant = parsed.GetValue(_tenant),
            CreatedBefore = Ago(parsed, _olderThan, now),
            CreatedFrom = Ago(parsed, _newerThan, now),
            Text = parsed.GetValue(_text),
            Limit = limit,
            After = parsed.GetValue(_after),
        };
    }

    private List<ApprovalState>? States(ParseResult parsed)
    {
        var names = parsed
            .GetRequiredValue(_states)
            .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        return names.Count == 0 ? null : names.ConvertAll(State);
    }

    private static ApprovalState State(string name) =>
        Enum.GetValues<ApprovalState>().Cast<ApprovalState?>().FirstOrDefault(state => state!.Value.ToName() == name)
        ?? throw new UsageException($"there is no state `{name}`; there are {string.Join(", ", Names())}");

    private static WorkKind? Kind(string? name) =>
        name switch
        {
            null => null,
            "message" => WorkKind.Message,
            "job" => WorkKind.Job,
            "call" => WorkKind.Call,
            _ => throw new UsageException($"there is no kind of work `{name}`; there are message, job, call"),
        };

    private static DateTimeOffset? Ago(ParseResult parsed, Option<string?> option, DateTimeOffset now) =>
        parsed.GetValue(option) is { } text ? now - Usage.Duration(option, text) : null;

    private static IEnumerable<string> Names() => Enum.GetValues<ApprovalState>().Select(state => state.ToName());

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };
}
