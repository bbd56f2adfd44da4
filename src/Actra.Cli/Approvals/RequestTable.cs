using Actra.Approvals;
using Spectre.Console;

namespace Actra.Cli.Approvals;

/// <summary>Requests as a table for people, a row each.</summary>
internal static class RequestTable
{
    /// <summary>Where each stands: since when it is parked, and how long what it waits for can still happen.</summary>
    public static Table Of(IReadOnlyList<ApprovalRequest> requests, DateTimeOffset now)
    {
        var tenants = requests.Any(request => request.Tenant is not null);
        string[] tenant = tenants ? ["Tenant"] : [];
        var table = Empty(["ID", "State", "Action", "By", .. tenant, "Where", "Age", "Left"]);
        foreach (var request in requests)
        {
            string?[] of = tenants ? [request.Tenant ?? ""] : [];
            Add(
                table,
                [
                    request.Id,
                    request.State.ToName(),
                    RequestText.Actions(request),
                    RequestText.Who(request),
                    .. of,
                    $"{request.Work.Service}/{request.Work.Endpoint}",
                    Plain.Rough(now - request.CreatedAt),
                    Left(request, now),
                ]
            );
        }

        return table;
    }

    /// <summary>What each asks for: all that somebody must see who decides about many at once.</summary>
    public static Table Asked(IReadOnlyList<ApprovalRequest> requests)
    {
        var table = Empty(["ID", "State", "By", "Asked", "Because"]);
        foreach (var request in requests)
        {
            var proof = request.Requester.Verified ? "" : ", NOT verified";
            Add(
                table,
                [
                    request.Id,
                    request.State.ToName(),
                    RequestText.Who(request) + proof,
                    string.Join("; ", request.Asked.Select(asked => Asked(asked))),
                    string.Join(
                        "; ",
                        request.Asked.Select(asked => asked.Reason ?? asked.RuleId ?? "the policy's default")
                    ),
                ]
            );
        }

        return table;
    }

    private static string Asked(AskedAction asked)
    {
        var fields = asked.Fields.OrderBy(field => field.Key, StringComparer.Ordinal);
        return string.Join(' ', fields.Select(field => $"{field.Key}={field.Value}").Prepend(asked.ActionType));
    }

    private static string Left(ApprovalRequest request, DateTimeOffset now) =>
        ApprovalMachine.DueAt(request) is not { } due ? ""
        : due <= now ? "over"
        : Plain.Rough(due - now);

    private static Table Empty(IReadOnlyList<string> columns)
    {
        var table = new Table().Border(TableBorder.Horizontal);
        foreach (var (i, name) in columns.Index())
        {
            var column = new TableColumn(new Text(name));
            table.AddColumn(i == 0 ? column.NoWrap() : column);
        }

        return table;
    }

    private static void Add(Table table, IEnumerable<string?> cells) =>
        table.AddRow(cells.Select(cell => new Text(Plain.Text(cell))));
}
