using Actra.Guard;
using Actra.Model;
using Actra.Runtime;

namespace Actra.Engine.Tests.Runtime;

public class ProtectTests
{
    private readonly Desk _desk = new();
    private readonly Service _service = new();
    private readonly IService _protected;

    public ProtectTests() => _protected = _desk.Runtime().Protect<IService>(_service);

    [Fact]
    public async Task Allowed_calls_run_with_their_arguments_and_return_their_results()
    {
        Assert.Equal("A/1", await _protected.TaskOfAsync("A", 1));
        Assert.Equal("A/1", await _protected.ValueTaskOfAsync("A", 1));
        Assert.Equal("A/1", _protected.Plain("A", 1));
        await _protected.PlainTaskAsync("A", 1);
        await _protected.PlainValueTaskAsync("A", 1);
        _protected.Nothing("A", 1);

        Assert.Equal(6, _service.Runs);
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(6000)]
    public async Task What_is_blocked_or_needs_approval_does_not_run_whatever_it_returns(int amount)
    {
        await Assert.ThrowsAsync<ActraPolicyException>(() => _protected.TaskOfAsync("A", amount));
        await Assert.ThrowsAsync<ActraPolicyException>(async () => await _protected.ValueTaskOfAsync("A", amount));
        await Assert.ThrowsAsync<ActraPolicyException>(() => _protected.PlainTaskAsync("A", amount));
        await Assert.ThrowsAsync<ActraPolicyException>(async () => await _protected.PlainValueTaskAsync("A", amount));
        Assert.Throws<ActraPolicyException>(() => _protected.Plain("A", amount));
        Assert.Throws<ActraPolicyException>(() => _protected.Nothing("A", amount));

        Assert.Equal(0, _service.Runs);
    }

    [Fact]
    public async Task Audited_methods_run_whatever_the_answer()
    {
        await _protected.AuditedAsync("A", 6000);

        Assert.Equal(1, _service.Runs);
        Assert.Equal("big", _desk.Seen.Single().Decision.RuleId);
        Assert.Equal("IService.AuditedAsync", _desk.Seen.Single().Endpoint);
    }

    [Fact]
    public void Exempt_methods_run_without_a_decision()
    {
        Assert.Equal(3, _protected.Echo(3));

        Assert.Empty(_desk.Seen);
    }

    [Fact]
    public async Task The_attribute_of_the_implementation_wins_over_the_interfaces()
    {
        await _protected.LooksExemptAsync("A", 1);

        Assert.Equal("small", _desk.Seen.Single().Decision.RuleId);
    }

    [Fact]
    public async Task Inherited_interfaces_are_guarded_too() =>
        await Assert.ThrowsAsync<ActraPolicyException>(() => _protected.InheritedAsync("A", 6000));

    [Fact]
    public async Task A_method_without_a_name_for_its_action_is_named_after_itself()
    {
        await Assert.ThrowsAsync<ActraPolicyException>(() => _protected.RefundAsync("A", 6000));

        Assert.Equal("refund", _desk.Seen.Single().Input.ActionType);
    }

    [Fact]
    public async Task Fields_of_a_contract_object_and_renamed_parameters_are_read()
    {
        await Assert.ThrowsAsync<ActraPolicyException>(() => _protected.CarriedAsync(new Refund("A", 6000), default));
        await Assert.ThrowsAsync<ActraPolicyException>(() => _protected.RenamedAsync("A", 6000));
    }

    [Fact]
    public async Task What_the_method_throws_reaches_the_caller_as_it_is()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => _protected.FailingAsync("A", 1));
        Assert.Throws<TimeoutException>(() => _protected.Failing("A", 1));
    }

    [Fact]
    public async Task A_synchronous_call_does_not_wait_for_the_thread_it_blocks()
    {
        var call = Task.Run(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new NeverRuns());
            try
            {
                return (Result: _protected.Plain("A", 1), Environment.CurrentManagedThreadId);
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(null);
            }
        });

        var (result, thread) = await call.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("A/1", result);
        Assert.Equal(thread, _service.Thread);
    }

    internal interface IInherited
    {
        [Admit("refund")]
        Task InheritedAsync(string orderId, decimal amount);
    }

    internal interface IService : IInherited
    {
        [Admit("refund")]
        Task<string> TaskOfAsync(string orderId, decimal amount);

        [Admit("refund")]
        ValueTask<string> ValueTaskOfAsync(string orderId, decimal amount);

        [Admit("refund")]
        Task PlainTaskAsync(string orderId, decimal amount);

        [Admit("refund")]
        ValueTask PlainValueTaskAsync(string orderId, decimal amount);

        [Admit("refund")]
        string Plain(string orderId, decimal amount);

        [Admit("refund")]
        void Nothing(string orderId, decimal amount);

        [Audit("refund")]
        Task AuditedAsync(string orderId, decimal amount);

        [ActraExempt("returns what it gets")]
        T Echo<T>(T value);

        [ActraExempt("the implementation knows better")]
        Task LooksExemptAsync(string orderId, decimal amount);

        [Admit]
        Task RefundAsync(string orderId, decimal amount);

        [Admit("refund")]
        Task CarriedAsync(Refund refund, CancellationToken ct);

        [Admit("refund")]
        Task RenamedAsync([ActraField("order_id")] string order, [ActraField("amount")] decimal sum);

        [Admit("refund")]
        Task FailingAsync(string orderId, decimal amount);

        [Admit("refund")]
        void Failing(string orderId, decimal amount);
    }

    private class ServiceBase
    {
        public int Runs { get; protected set; }

        public int Thread { get; protected set; }

        public Task InheritedAsync(string orderId, decimal amount) => Ran();

        protected Task Ran()
        {
            Runs++;
            Thread = Environment.CurrentManagedThreadId;
            return Task.CompletedTask;
        }
    }

    private sealed class Service : ServiceBase, IService
    {
        public async Task<string> TaskOfAsync(string orderId, decimal amount)
        {
            await Task.Yield();
            await Ran();
            return $"{orderId}/{amount}";
        }

        public async ValueTask<string> ValueTaskOfAsync(string orderId, decimal amount) =>
            await TaskOfAsync(orderId, amount);

        public Task PlainTaskAsync(string orderId, decimal amount) => Ran();

        public ValueTask PlainValueTaskAsync(string orderId, decimal amount) => new(Ran());

        public string Plain(string orderId, decimal amount)
        {
            _ = Ran();
            return $"{orderId}/{amount}";
        }

        public void Nothing(string orderId, decimal amount) => _ = Ran();

        public Task AuditedAsync(string orderId, decimal amount) => Ran();

        public T Echo<T>(T value) => value;

        [Admit("refund")]
        public Task LooksExemptAsync(string orderId, decimal amount) => Ran();

        Task IService.RefundAsync(string orderId, decimal amount) => Ran();

        public Task CarriedAsync(Refund refund, CancellationToken ct) => Ran();

        public Task RenamedAsync(string order, decimal sum) => Ran();

        public Task FailingAsync(string orderId, decimal amount) => throw new TimeoutException();

        public void Failing(string orderId, decimal amount) => throw new TimeoutException();
    }

    /// <summary>A context whose only thread is the one that waits: what is posted to it never runs.</summary>
    private sealed class NeverRuns : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => _ = d;
    }
}
