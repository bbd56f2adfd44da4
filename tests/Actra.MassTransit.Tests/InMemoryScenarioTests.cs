namespace Actra.MassTransit.Tests;

/// <summary>The scenarios over the in-memory transport.</summary>
public class InMemoryScenarioTests
{
    [Fact]
    public Task Allowed_message_runs_once() => Scenarios.Allowed_message_runs_once(TestTransport.InMemory());

    [Fact]
    public Task Blocked_message_lies_on_the_fault_queue_as_it_came() =>
        Scenarios.Blocked_message_lies_on_the_fault_queue_as_it_came(TestTransport.InMemory());

    [Fact]
    public Task Approved_message_runs_once_and_a_duplicate_of_it_is_dropped() =>
        Scenarios.Approved_message_runs_once_and_a_duplicate_of_it_is_dropped(TestTransport.InMemory());

    [Fact]
    public Task Released_message_is_byte_for_byte_what_came() =>
        Scenarios.Released_message_is_byte_for_byte_what_came(TestTransport.InMemory());

    [Fact]
    public Task Denied_message_goes_to_the_fault_queue() =>
        Scenarios.Denied_message_goes_to_the_fault_queue(TestTransport.InMemory());

    [Fact]
    public Task Expired_message_goes_to_the_fault_queue() =>
        Scenarios.Expired_message_goes_to_the_fault_queue(TestTransport.InMemory());

    [Fact]
    public Task Requester_of_a_blocked_message_is_told_at_once() =>
        Scenarios.Requester_of_a_blocked_message_is_told_at_once(TestTransport.InMemory());

    [Fact]
    public Task Requester_of_a_parked_message_is_told_at_once() =>
        Scenarios.Requester_of_a_parked_message_is_told_at_once(TestTransport.InMemory());

    [Fact]
    public Task Requester_of_an_allowed_message_gets_its_answer() =>
        Scenarios.Requester_of_an_allowed_message_gets_its_answer(TestTransport.InMemory());

    [Fact]
    public Task Forged_hint_runs_nothing() => Scenarios.Forged_hint_runs_nothing(TestTransport.InMemory());

    [Fact]
    public Task Changed_contents_under_an_approved_id_run_nothing() =>
        Scenarios.Changed_contents_under_an_approved_id_run_nothing(TestTransport.InMemory());

    [Fact]
    public Task Message_that_cannot_be_judged_is_set_aside_and_runs_later() =>
        Scenarios.Message_that_cannot_be_judged_is_set_aside_and_runs_later(TestTransport.InMemory());

    [Fact]
    public Task Message_named_only_by_its_interface_is_judged() =>
        Scenarios.Message_named_only_by_its_interface_is_judged(TestTransport.InMemory());

    [Fact]
    public Task One_refused_message_of_a_batch_leaves_the_others_alone() =>
        Scenarios.One_refused_message_of_a_batch_leaves_the_others_alone(TestTransport.InMemory());

    [Fact]
    public Task Handler_that_fails_leaves_its_approval_failed() =>
        Scenarios.Handler_that_fails_leaves_its_approval_failed(TestTransport.InMemory());

    [Fact]
    public Task Unsigned_message_that_needs_approval_is_blocked() =>
        Scenarios.Unsigned_message_that_needs_approval_is_blocked(TestTransport.InMemory());

    [Fact]
    public Task Vote_by_message_counts_and_a_forged_one_is_refused() =>
        Scenarios.Vote_by_message_counts_and_a_forged_one_is_refused(TestTransport.InMemory());

    [Fact]
    public Task Act_by_message_is_done_and_answered() =>
        Scenarios.Act_by_message_is_done_and_answered(TestTransport.InMemory());

    [Fact]
    public Task Every_message_ends_in_exactly_one_place() =>
        Scenarios.Every_message_ends_in_exactly_one_place(TestTransport.InMemory());
}
