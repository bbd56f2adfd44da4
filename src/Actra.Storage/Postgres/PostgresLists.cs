using Actra.Approvals;

namespace Actra.Storage;

/// <summary>
/// Lists of requests, newest first: statements that walk along an index in that order and stop when the page is full. Time of parking and number stand in each
/// table, so that the one that narrows the list most can lead.
/// </summary>
internal static class PostgresLists
{
    public static async Task<IReadOnlyList<ApprovalRequest>> ListAsync(PostgresSession session, ApprovalQuery query)
    {
        var (sql, parameters) = Statement(session.Schema, query);
        return [.. (await session.AllAsync<string>(sql, parameters)).Select(StoredJson.Request)];
    }

    /// <exception cref="ArgumentException">The text has too many words.</exception>
    internal static (string Sql, object Parameters) Statement(string schema, ApprovalQuery query)
    {
        var text = query.Text is null ? null : PostgresWords.Wanted(query.Text);
        var isListed = (query.Endpoint ?? query.Requester ?? query.Tenant ?? text) is not null;
        var lead =
            query.Action is not null ? "a"
            : isListed ? "l"
            : "r";
        var from =
            $"{schema}.requests r"
            + If(isListed, $" JOIN {schema}.listed l ON l.number = r.number")
            + If(query.Action, $" JOIN {schema}.listed_actions a ON a.number = r.number");
        var where =
            If(query.Service, " AND r.service = @service")
            + If(query.Kind, " AND r.kind = @kind")
            + If(query.Endpoint, " AND l.endpoint = @endpoint")
            + If(query.Requester, " AND l.requester = @requester")
            + If(query.Tenant, " AND l.tenant = @tenant")
            + If(text, " AND l.words @@ @text::tsquery")
            + If(query.Action, " AND a.action = @action")
            + If(query.CreatedFrom, $" AND {lead}.created_at >= @createdFrom")
            + If(query.CreatedBefore, $" AND {lead}.created_at < @createdBefore")
            + If(query.After, $" AND ({lead}.created_at, {lead}.number) < {Place(schema)}");
        var lists = States(query, leads: lead == "r")
            .Select(state =>
                $"(SELECT {lead}.created_at, {lead}.number, r.document FROM {from} WHERE {state}{where} {Newest(lead + ".")})"
            );
        return (
            $"SELECT document FROM ({string.Join(" UNION ALL ", lists)}) found {Newest("")}",
            new
            {
                service = PostgresNames.Kept(query.Service ?? ""),
                states = query.States?.Select(state => (int)state).ToArray() ?? [],
                kind = (int)query.Kind.GetValueOrDefault(),
                endpoint = PostgresNames.Kept(query.Endpoint ?? ""),
                requester = PostgresNames.Kept(Approver.Normalize(query.Requester ?? "")),
                tenant = PostgresNames.Kept(query.Tenant ?? ""),
                action = PostgresNames.Kept(query.Action ?? ""),
                text,
                createdFrom = query.CreatedFrom?.UtcTicks,
                createdBefore = query.CreatedBefore?.UtcTicks,
                after = PostgresNames.Kept(query.After ?? ""),
                limit = Math.Clamp(query.Limit, 1, ApprovalQuery.LongestPage),
            }
        );
    }

    /// <summary>
    /// The condition on states. Where requests lead, it is one for each state, as the indexes stand in the order of parking within a state; those of a service do, too.
    /// </summary>
    private static IEnumerable<string> States(ApprovalQuery query, bool leads) =>
        leads && (query.States ?? (query.Service is null ? [] : Enum.GetValues<ApprovalState>())) is { Count: > 0 } each
            ? each.Distinct().Select(state => $"r.state = {(int)state}")
            : [query.States is null ? "true" : "r.state = ANY(@states)"];

    private static string Place(string schema) =>
        $"(SELECT created_at, number FROM {schema}.requests WHERE id = @after)";

    private static string Newest(string lead) => $"ORDER BY {lead}created_at DESC, {lead}number DESC LIMIT @limit";

    private static string If(object? wanted, string part) => wanted is null or false ? "" : part;
}
