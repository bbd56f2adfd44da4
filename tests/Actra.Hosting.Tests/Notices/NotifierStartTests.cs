using Actra.Approvals;
using Actra.Model;
using Actra.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Actra.Hosting.Tests;

public class NotifierStartTests
{
    [Fact]
    public async Task Two_notifiers_of_one_name_stop_the_start()
    {
        await using var host = new TestHost();
        host.Actra.AddNotifier(new RecordingNotifier("desk")).AddNotifier(new RecordingNotifier("desk"));

        var refusal = await Assert.ThrowsAsync<ActraException>(host.StartAsync);

        Assert.StartsWith("two notifiers are called `desk`", refusal.Message);
    }

    [Fact]
    public async Task A_notifier_without_a_name_stops_the_start()
    {
        await using var host = new TestHost();
        host.Actra.AddNotifier(new RecordingNotifier(" "));

        var refusal = await Assert.ThrowsAsync<ActraException>(host.StartAsync);

        Assert.Equal("the notifier RecordingNotifier has no name", refusal.Message);
    }

    [Fact]
    public async Task A_store_without_notices_stops_the_start_where_somebody_is_to_be_told()
    {
        await using var host = new TestHost();
        host.Services.Replace(ServiceDescriptor.Singleton<IApprovalStore>(new Silent(host.Clock)));
        host.Actra.AddNotifier(new RecordingNotifier("desk"));

        var refusal = await Assert.ThrowsAsync<ActraException>(host.StartAsync);

        Assert.Equal("`desk` would never be told: the approval store keeps no notices", refusal.Message);
    }

    [Fact]
    public async Task Bad_options_are_reported_together()
    {
        await using var host = new TestHost(options =>
        {
            options.Notices.Attempts = 0;
            options.Notices.FirstRetry = TimeSpan.Zero;
            options.Notices.LongestRetry = TimeSpan.FromDays(31);
            options.Notices.Timeout = TimeSpan.Zero;
        });

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal(4, refusal.Failures.Count());
        Assert.Contains("Notices.Attempts is 0; it must be between 1 and 100", refusal.Failures);
    }

    private sealed class Silent(TimeProvider clock) : DelegatingApprovalStore
    {
        public override INoticeOutbox? Notices => null;

        protected override IApprovalStore Inner { get; } = new InMemoryApprovalStore(clock);
    }
}
