using System.Globalization;
using Actra.Approvals;
using Actra.Storage.Tests.Campaigns.Kills;
using Actra.Storage.Tests.Campaigns.Openings;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Storage.Tests;

/// <summary>A process that works on a database until it is killed: it parks and approves, and says each request's number once that is done.</summary>
internal static class Worker
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    public static async Task<int> Main(string[] args)
    {
        switch (args[0])
        {
            case KilledHost.Name:
                return await KilledHost.RunAsync(args[1..]);
            case OpeningProcess.Name:
                return await OpeningProcess.RunAsync(args[1..]);
            case AppendWorker.Sqlite or AppendWorker.Postgres:
                return await AppendWorker.RunAsync(args);
            case "figures":
                return await SqliteFigures.RunAsync(int.Parse(args[1], CultureInfo.InvariantCulture));
        }

        var (kind, place, name) = (args[0], args[1], args[2]);
        var clock = new ManualTimeProvider();
        using var sqlite = kind == Sqlite ? SqliteDatabase.Open(place) : null;
        using var postgres =
            kind == Postgres
                ? PostgresDatabase.Open($"{Servers.Get(Servers.PostgreSql)};Application Name={place}", place)
                : null;
        IApprovalStore store = sqlite is not null
            ? new SqliteApprovalStore(sqlite, clock)
            : new PostgresApprovalStore(postgres!, clock);
        for (var i = 0; ; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            var approval = SampleApprovals.Approval(clock, $"{name}-{number}");
            var request = (await store.ParkAsync(approval, SampleApprovals.Envelope(), default)).Request;
            var vote = new ApprovalCommand.Vote(SampleApprovals.Finance(), true, request.ShownDigest, null);
            await store.ChangeAsync(request.Id, vote, default);
            Console.WriteLine(number);
        }
    }
}
