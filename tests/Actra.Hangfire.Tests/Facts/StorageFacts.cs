using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Actra.Hangfire.Tests.Facts;

public sealed class StorageFacts
{
    [Fact]
    public void E20_The_storage_in_memory_has_every_optional_feature()
    {
        using var world = new World();

        Assert.All(
            new[]
            {
                JobStorageFeatures.ExtendedApi,
                JobStorageFeatures.JobQueueProperty,
                JobStorageFeatures.Connection.GetSetContains,
                JobStorageFeatures.Connection.GetUtcDateTime,
                JobStorageFeatures.Connection.LimitedGetSetCount,
                JobStorageFeatures.Transaction.AcquireDistributedLock,
                JobStorageFeatures.Transaction.CreateJob,
                JobStorageFeatures.Transaction.SetJobParameter,
            },
            feature => Assert.True(world.Storage.HasFeature(feature), feature)
        );
    }

    [Fact]
    public void E21_A_grant_and_a_state_can_be_written_in_one_transaction()
    {
        using var world = new World();
        var id = world.Enqueue();
        using var connection = (JobStorageConnection)world.Storage.GetConnection();
        using var transaction = (JobStorageTransaction)connection.CreateWriteTransaction();

        transaction.SetJobParameter(id, "Grant", "\"g\"");
        new BackgroundJobStateChanger(world.Provider).ChangeState(
            new StateChangeContext(
                world.Storage,
                connection,
                transaction,
                id,
                new ParkedState(),
                ["Enqueued"],
                CancellationToken.None
            )
        );
        Assert.Equal("Enqueued", world.StateName(id));
        Assert.Null(connection.GetJobParameter(id, "Grant"));
        transaction.Commit();

        Assert.Equal(ParkedState.StateName, world.StateName(id));
        Assert.Equal("\"g\"", connection.GetJobParameter(id, "Grant"));
    }

    [Fact]
    public void A_distributed_lock_keeps_other_connections_out_until_it_is_released()
    {
        using var world = new World();
        using var first = world.Storage.GetConnection();
        using var second = world.Storage.GetConnection();

        using (first.AcquireDistributedLock("resource", TimeSpan.FromSeconds(1)))
        {
            Assert.Throws<DistributedLockTimeoutException>(() =>
                second.AcquireDistributedLock("resource", TimeSpan.FromMilliseconds(50))
            );
        }

        second.AcquireDistributedLock("resource", TimeSpan.FromSeconds(1)).Dispose();
    }

    [Fact]
    public void What_is_stored_of_arguments_is_a_copy()
    {
        using var world = new World();
        var id = world.Enqueue();

        var first = world.Read(c => c.GetJobData(id)).Job.Args;
        ((object[])first)[0] = "changed";

        Assert.Equal(world.Key, world.Read(c => c.GetJobData(id)).Job.Args[0]);
    }

    [Fact]
    public void The_queue_a_job_was_made_for_is_stored_with_it()
    {
        using var world = new World();

        var id = world.Client.Schedule<Handlers>("critical", x => x.Run(world.Key), TimeSpan.FromHours(1));

        Assert.Equal("critical", world.Read(c => c.GetJobData(id)).Job.Queue);
        Assert.Null(world.Read(c => c.GetJobData(world.Enqueue())).Job.Queue);
    }

    [Fact]
    public void A_snapshot_of_the_parameters_comes_with_the_job()
    {
        using var world = new World(new ClientFilter(context => context.SetJobParameter("Actor", "alice")));

        var data = world.Read(c => c.GetJobData(world.Enqueue()));

        Assert.Equal("\"alice\"", data.ParametersSnapshot["Actor"]);
    }

    [Fact]
    public void A_finished_job_expires_and_one_that_is_enqueued_again_no_longer_does()
    {
        using var world = new World();
        var id = world.Enqueue();
        Assert.Null(world.Monitor.JobDetails(id).ExpireAt);

        world.Client.Delete(id);
        Assert.NotNull(world.Monitor.JobDetails(id).ExpireAt);

        world.Client.Requeue(id);
        Assert.Null(world.Monitor.JobDetails(id).ExpireAt);
    }

    [Fact]
    public void A_date_survives_its_storage_form()
    {
        var date = new DateTime(2026, 11, 20, 10, 30, 15, DateTimeKind.Utc);

        Assert.Equal(date, JobHelper.DeserializeDateTime(JobHelper.SerializeDateTime(date)));
        Assert.Equal(date, JobHelper.FromTimestamp(JobHelper.ToTimestamp(date)));
    }
}
