using Actra.Approvals;
using Actra.Model;
using Actra.Storage;
using Actra.Testing;

namespace Actra.Cli.Tests;

/// <summary>A host's database with requests of the service <c>billing</c>, and people with registered keys.</summary>
internal sealed class Desk : IDisposable
{
    private int _works;

    public Desk()
    {
        Store = new SqliteApprovalStore(File.Host, TimeProvider.System);
        Registrations = File.In("approvers.json");
    }

    public LogFile File { get; } = new();

    public IApprovalStore Store { get; }

    public string Registrations { get; }

    public string Path => File.Path;

    public void Dispose() => File.Dispose();

    /// <summary>Somebody with a key that is registered.</summary>
    public string Person(string name, params string[] roles)
    {
        var key = File.In($"{name}.pem");
        Assert.Equal(0, Shell.Run("keys", "new", "--approver", "--output", key).Code);
        var held = roles.SelectMany(role => new[] { "--role", role });
        var known = Shell.Run([
            "keys",
            "register",
            Registrations,
            "--key",
            File.In($"{name}.pub"),
            "--as",
            name,
            .. held,
        ]);
        Assert.Equal((0, ""), (known.Code, known.Error));
        return key;
    }

    /// <summary>A host that believes the registered keys.</summary>
    public Task<RunningHost> HostAsync() =>
        RunningHost.StartAsync(actra => actra.UseSqlite(Path).AddVoteKeys(Registrations));

    /// <summary>Parks a refund by rita that one of finance has to approve.</summary>
    public async Task<ApprovalRequest> ParkAsync(
        Func<NewApproval, NewApproval>? change = null,
        Func<ApprovalRequirement, ApprovalRequirement>? require = null
    )
    {
        var requirement = require?.Invoke(SampleApprovals.Requirement) ?? SampleApprovals.Requirement;
        var approval = SampleApprovals.Approval(TimeProvider.System, $"m-{++_works}", requirements: requirement);
        return (
            await Store.ParkAsync(change?.Invoke(approval) ?? approval, SampleApprovals.Envelope(), default)
        ).Request;
    }

    /// <summary>Does to a request what a host and people do, one command after the other.</summary>
    public async Task<ApprovalRequest> ChangeAsync(string id, params ApprovalCommand[] commands)
    {
        foreach (var command in commands)
        {
            var change = await Store.ChangeAsync(id, command, default);
            Assert.True(change.Succeeded, change.Message);
        }

        return await GetAsync(id);
    }

    public async Task<ApprovalRequest> GetAsync(string id) => (await Store.GetAsync(id, default))!;

    public async Task<ApprovalRequest> ApprovedAsync()
    {
        var request = await ParkAsync();
        return await ChangeAsync(
            request.Id,
            new ApprovalCommand.Vote(SampleApprovals.Finance(), Approve: true, request.ShownDigest, null)
        );
    }

    public async Task<ApprovalRequest> FailedAsync()
    {
        var request = await ApprovedAsync();
        return await ChangeAsync(
            request.Id,
            new ApprovalCommand.Release(),
            new ApprovalCommand.Claim("worker", TimeSpan.FromMinutes(1)),
            new ApprovalCommand.Fail(1, "no")
        );
    }

    /// <summary>Runs a command of <c>actra approvals</c> on this database.</summary>
    public Answer Run(string command, params string[] more) => Shell.Run(["approvals", command, Path, .. more]);

    public string Show(ApprovalRequest request) => Run("show", request.Id).Out;
}
