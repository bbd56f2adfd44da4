using Actra.Audit;
using Xunit;

namespace Actra.Testing;

/// <summary>What every <see cref="IAuditLog"/> does. Derive a public test class from it, make an empty log in <see cref="CreateAsync"/>, and run it with xunit.</summary>
public abstract partial class AuditLogSpecification : IAsyncLifetime
{
    /// <summary>The log.</summary>
    protected IAuditLog Log { get; private set; } = null!;

    /// <summary>Makes an empty log.</summary>
    protected abstract ValueTask<IAuditLog> CreateAsync();

    /// <summary>Takes the log away again; nothing is done where this is not overridden.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    /// <summary>Makes the log.</summary>
    public async Task InitializeAsync() => Log = await CreateAsync();

    /// <summary>Takes it away.</summary>
    public async Task DisposeAsync() => await RemoveAsync();

    /// <summary>An entry with all its fields set.</summary>
    /// <param name="number">Tells it from others.</param>
    public static AuditEntry Entry(int number = 1) =>
        new()
        {
            Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)).AddTicks(1234),
            Kind = AuditKind.Decision,
            Service = "billing",
            DecisionId = $"d-{number}",
            WorkKind = "message",
            Endpoint = "refunds",
            WorkId = "m\0<é>😀",
            Action = "refund",
            Actor = "rita",
            ActorSource = "signed",
            Effect = "require_approval",
            Rule = "refund-large",
            Reason = "half a pair \ud83d, \"quotes\" and 'more'",
            PolicyHash = "abc",
            ApprovalId = "apr_1",
            Detail = "detail",
            Inputs = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["snapshot.z"] = "1",
                ["action.amount"] = "1500",
                ["actor.id"] = "",
            },
            InputTypes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["snapshot.z"] = "number",
                ["action.amount"] = "number",
                ["actor.id"] = "string",
                ["actor.role"] = "missing",
            },
            Duration = TimeSpan.FromTicks(12345),
        };

    /// <summary>An empty log is intact.</summary>
    [SpecificationFact]
    public async Task An_empty_log_is_intact()
    {
        var verification = await AuditVerifier.VerifyAsync(Log);
        Assert.True(verification.IsIntact);
        Assert.Equal((0, AuditChain.Start), (verification.Count, verification.Head.Hash));
    }

    /// <summary>What is appended is read again, with every field.</summary>
    [SpecificationFact]
    public async Task Every_field_is_kept()
    {
        await Log.AppendAsync([Entry()], CancellationToken.None);
        var record = Assert.Single(await ReadAll());
        var expected = AuditChain.Append(0, AuditChain.Start, Entry());
        Assert.Equal(expected.Hash, record.Hash);
        Assert.Equal((1, AuditChain.Start), (record.Sequence, record.PreviousHash));
        Assert.Equal(expected.Entry.Time, record.Entry.Time);
        Assert.Equal(TimeSpan.Zero, record.Entry.Time.Offset);
        Assert.Equal(Entry().WorkId, record.Entry.WorkId);
        Assert.Equal(Entry().Duration, record.Entry.Duration);
        Assert.Equal("1500", record.Entry.Inputs["action.amount"]);
        Assert.Equivalent(expected.Entry, record.Entry);
    }

    /// <summary>An entry with nothing but what it must have is kept as well.</summary>
    [SpecificationFact]
    public async Task A_bare_entry_is_kept()
    {
        await Log.AppendAsync(
            [
                new AuditEntry
                {
                    Time = DateTimeOffset.UnixEpoch,
                    Kind = AuditKind.Lost,
                    Service = "",
                },
            ],
            CancellationToken.None
        );
        var entry = Assert.Single(await ReadAll()).Entry;
        Assert.Null(entry.Actor);
        Assert.Null(entry.Duration);
        Assert.Empty(entry.Inputs);
        Assert.Null(entry.InputTypes);
        Assert.True((await AuditVerifier.VerifyAsync(Log)).IsIntact);
    }

    /// <summary>Records stand in the order of appending, and can be read from any of them on.</summary>
    [SpecificationFact]
    public async Task Records_are_read_in_order_from_any_number()
    {
        await Log.AppendAsync([], CancellationToken.None);
        await Log.AppendAsync([.. Enumerable.Range(1, 700).Select(Entry)], CancellationToken.None);
        await Log.AppendAsync([.. Enumerable.Range(701, 800).Select(Entry)], CancellationToken.None);
        Assert.Equal(
            Enumerable.Range(1, 1500).Select(i => $"d-{i}"),
            (await ReadAll()).Select(record => record.Entry.DecisionId)
        );
        Assert.Equal([1499, 1500], (await ReadAll(1499)).Select(record => record.Sequence));
        Assert.Empty(await ReadAll(1501));
        var verification = await AuditVerifier.VerifyAsync(Log);
        Assert.True(verification.IsIntact);
        Assert.Equal((1500, 1500), (verification.Count, verification.Head.Sequence));
    }

    /// <summary>Many append at once: one chain, nothing lost, the entries of one call together.</summary>
    [SpecificationFact]
    public async Task Many_append_and_there_is_one_chain()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < 20; i++)
                        {
                            var number = writer * 1000 + i * 2;
                            await Log.AppendAsync([Entry(number), Entry(number + 1)], CancellationToken.None);
                        }
                    })
                )
        );
        Assert.True((await AuditVerifier.VerifyAsync(Log)).IsIntact);
        var ids = (await ReadAll())
            .Select(record =>
                int.Parse(record.Entry.DecisionId![2..], System.Globalization.CultureInfo.InvariantCulture)
            )
            .ToArray();
        Assert.Equal(320, ids.Distinct().Count());
        Assert.All(Enumerable.Range(0, 160), i => Assert.Equal(ids[2 * i] + 1, ids[2 * i + 1]));
    }

    /// <summary>All records from a number on.</summary>
    protected async Task<List<AuditRecord>> ReadAll(long from = 1)
    {
        var records = new List<AuditRecord>();
        await foreach (var record in Log.ReadAsync(from, CancellationToken.None))
        {
            records.Add(record);
        }

        return records;
    }
}
