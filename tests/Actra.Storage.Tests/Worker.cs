using System.Globalization;
using Actra.Approvals;
using Actra.Testing;

namespace Actra.Storage.Tests;

/// <summary>A process that works on a database until it is killed: it parks and approves, and says each request's number once that is done.</summary>
internal static class Worker
{
    public static async Task<int> Main(string[] args)
    {
        var (path, name) = (args[0], args[1]);
        var clock = new ManualTimeProvider();
        using var database = SqliteDatabase.Open(path);
        var store = new SqliteApprovalStore(database, clock);
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
