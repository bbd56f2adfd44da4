using Actra.Approvals;
using Actra.Guard;
using Actra.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>
/// A process with a real host: its guard, its pump, its approvals. It takes messages from when they are sent to when they have run, unless it is killed before,
/// and goes on with what killed ones have left.
/// </summary>
internal static class KilledHost
{
    /// <summary>
    /// The first argument of such a process; then come the kind of the store, its place, the journal, minutes by which its clock is ahead, the stop, what others
    /// have left, <see cref="Ready"/>, and new works.
    /// </summary>
    public const string Name = "kills";

    /// <summary>In place of a stop.</summary>
    public const string NoStop = "-";

    /// <summary>The line between what others have left, which is seen through first, and new works.</summary>
    public const string Ready = "READY";

    /// <summary>The last line of a process that was not killed.</summary>
    public const string Done = "DONE";

    public static async Task<int> RunAsync(string[] args)
    {
        var (kind, place, minutes) = (args[0], args[1], int.Parse(args[3]));
        using var journal = new KillJournal(args[2]);
        var clock = new ManualTimeProvider();
        clock.Advance(TimeSpan.FromMinutes(minutes));
        var changes = new KillChanges();
        var steps = new KillSteps(args[4] == NoStop ? null : args[4]);
        var queue = new KillQueue(journal, steps, changes);
        using var host = Build(kind, place, clock, queue, store => new KillStore(store, steps, changes, queue));
        await host.StartAsync();

        var approvals = host.Services.GetRequiredService<IApprovals>();
        var store = host.Services.GetRequiredService<IApprovalStore>();
        var guard = host.Services.GetRequiredService<ActionGuard>();
        var consuming = new KillConsumer(guard, store, queue, journal, steps, clock).RunAsync();
        var people = new KillPeople(approvals, store, queue, journal, changes);
        await await Task.WhenAny(consuming, SettleAsync(people, args[5..]));
        Console.WriteLine(Done);
        return 0;
    }

    private static async Task SettleAsync(KillPeople people, string[] works)
    {
        var ready = Array.IndexOf(works, Ready);
        await Task.WhenAll(works[..ready].Select(id => people.SettleAsync(new KillWork(id))));
        Console.WriteLine(Ready);
        await Task.WhenAll(works[(ready + 1)..].Select(id => people.SettleAsync(new KillWork(id))));
    }

    private static IHost Build(
        string kind,
        string place,
        TimeProvider clock,
        KillQueue queue,
        Func<IApprovalStore, IApprovalStore> watched
    )
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var services = builder.Services;
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        services.AddSingleton(clock);
        services.AddSingleton<IWorkMover>(queue);
        var actra = services.AddActra(options =>
        {
            options.ServiceName = KillWork.Service;
            options.Policy.FromStrings(KillWork.Schema, KillWork.Policy);
        });
        StorePlace.Keep(actra, kind, place);
        var real = services.Single(service => service.ServiceType == typeof(IApprovalStore)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton(provider => watched((IApprovalStore)real(provider))));
        return builder.Build();
    }
}
