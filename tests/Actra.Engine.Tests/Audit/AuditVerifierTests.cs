using System.Runtime.CompilerServices;
using Actra.Audit;
using Actra.Testing;
using Actra.TestSupport;

namespace Actra.Engine.Tests.Audit;

public sealed class AuditVerifierTests
{
    private readonly List<AuditRecord> _records = Chain(20);

    public static TheoryData<string> Fields() => [.. Contents, "sequence"];

    private static IEnumerable<string> Contents =>
        [.. Changes(AuditLogSpecification.Entry()).Select(change => change.Field), "previous", "hash"];

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Each_changed_field_of_each_record_is_located(string field)
    {
        for (var i = 0; i < _records.Count; i++)
        {
            var records = new List<AuditRecord>(_records) { [i] = Change(_records[i], field) };
            var verification = await Verify(records);
            Assert.False(verification.IsIntact, $"{field} of record {i + 1}");
            Assert.Equal(i, verification.Count);
            if (field != "sequence")
            {
                Assert.Equal(i + 1, verification.Broken!.Sequence);
            }
        }
    }

    [Fact]
    public async Task Each_field_of_a_long_log_is_guarded()
    {
        var records = Chain(Campaign.Size(small: 60, full: 1_000));
        for (var i = 0; i < records.Count; i++)
        {
            var sound = records[i];
            foreach (var field in Contents)
            {
                records[i] = Change(sound, field);
                var broken = (await Verify(records)).Broken;
                Assert.True(broken?.Sequence == i + 1, $"{field} of record {i + 1}: {broken}");
            }

            records[i] = sound;
        }
    }

    [Fact]
    public async Task A_sound_log_is_sound()
    {
        var verification = await Verify(_records);
        Assert.True(verification.IsIntact);
        Assert.Equal(new AuditHead(20, _records[^1].Hash), verification.Head);
    }

    [Fact]
    public async Task A_dropped_record_leaves_a_gap()
    {
        _records.RemoveAt(4);
        await Broken(AuditBreakKind.Gap, 6, "5 is missing");
        _records.RemoveRange(4, 3);
        await Broken(AuditBreakKind.Gap, 9, "5 to 8 is missing");
    }

    [Fact]
    public async Task A_dropped_record_whose_number_was_taken_over_is_located()
    {
        _records.RemoveAt(4);
        for (var i = 4; i < _records.Count; i++)
        {
            _records[i] = _records[i] with { Sequence = i + 1 };
        }

        await Broken(AuditBreakKind.HashMismatch, 5);
    }

    [Fact]
    public async Task Swapped_records_are_located()
    {
        (_records[6], _records[7]) = (_records[7], _records[6]);
        await Broken(AuditBreakKind.Gap, 8);
    }

    [Fact]
    public async Task Swapped_contents_are_located()
    {
        var (six, seven) = (_records[6], _records[7]);
        _records[6] = six with { Entry = seven.Entry };
        _records[7] = seven with { Entry = six.Entry };
        await Broken(AuditBreakKind.HashMismatch, 7);
    }

    [Fact]
    public async Task A_repeated_record_is_located()
    {
        _records.Insert(3, _records[2]);
        await Broken(AuditBreakKind.Order, 3);
    }

    [Fact]
    public async Task An_inserted_record_is_located()
    {
        _records.Insert(3, AuditChain.Append(3, _records[2].Hash, AuditLogSpecification.Entry(99)));
        await Broken(AuditBreakKind.Order, 4);
    }

    [Fact]
    public async Task A_record_replaced_and_hashed_again_does_not_fit_the_next()
    {
        _records[3] = AuditChain.Append(3, _records[2].Hash, AuditLogSpecification.Entry(99));
        await Broken(AuditBreakKind.PreviousMismatch, 5);
    }

    [Fact]
    public async Task A_log_cut_at_its_end_or_written_anew_shows_against_a_known_head()
    {
        var head = new AuditHead(20, _records[^1].Hash);
        Assert.True((await Verify(_records, head)).IsIntact);
        _records.RemoveAt(19);
        Assert.True((await Verify(_records)).IsIntact);
        Assert.Equal(AuditBreakKind.Truncated, (await Verify(_records, head)).Broken!.Kind);

        var anew = Chain(20, from: 2);
        Assert.True((await Verify(anew)).IsIntact);
        Assert.Equal(AuditBreakKind.HeadMismatch, (await Verify(anew, head)).Broken!.Kind);
    }

    [Fact]
    public async Task A_log_that_starts_late_or_early_is_located()
    {
        Assert.Equal(AuditBreakKind.Gap, (await Verify(_records[1..])).Broken!.Kind);
        _records.Insert(0, AuditChain.Append(-1, AuditChain.Start, AuditLogSpecification.Entry()));
        await Broken(AuditBreakKind.Order, 0);
    }

    [Fact]
    public void Fields_do_not_shift_into_each_other()
    {
        var entry = AuditLogSpecification.Entry();
        string Hash(AuditEntry changed) => AuditChain.Hash(1, AuditChain.Start, changed);
        Assert.NotEqual(
            Hash(entry with { Actor = "ab", ActorSource = "c" }),
            Hash(entry with { Actor = "a", ActorSource = "bc" })
        );
        Assert.NotEqual(Hash(entry with { Actor = null }), Hash(entry with { Actor = "" }));
        Assert.NotEqual(Hash(entry with { Duration = null }), Hash(entry with { Duration = TimeSpan.Zero }));
    }

    [Fact]
    public void Records_from_before_input_types_keep_their_hashes()
    {
        var old = AuditChain.Keep(AuditLogSpecification.Entry() with { InputTypes = null });
        Assert.Equal(
            "7e56d9ea8519f4bd3d1d9571f45f1936524552467f9f8429fc75d08b4c67183d",
            AuditChain.Hash(1, AuditChain.Start, old)
        );
        Assert.NotEqual(
            AuditChain.Hash(1, AuditChain.Start, old),
            AuditChain.Hash(1, AuditChain.Start, old with { InputTypes = new Dictionary<string, string>() })
        );
    }

    private static List<AuditRecord> Chain(int count, int from = 1)
    {
        var records = new List<AuditRecord>();
        for (var i = 0; i < count; i++)
        {
            var previous = records.Count == 0 ? AuditChain.Start : records[^1].Hash;
            records.Add(AuditChain.Append(i, previous, AuditLogSpecification.Entry(from + i)));
        }

        return records;
    }

    private static (string Field, AuditEntry Changed)[] Changes(AuditEntry entry) =>
        [
            ("time", entry with { Time = entry.Time.AddMilliseconds(1) }),
            ("kind", entry with { Kind = AuditKind.Vote }),
            ("service", entry with { Service = "x" }),
            ("decision", entry with { DecisionId = "x" }),
            ("workKind", entry with { WorkKind = "x" }),
            ("endpoint", entry with { Endpoint = "x" }),
            ("workId", entry with { WorkId = "x" }),
            ("action", entry with { Action = "x" }),
            ("actor", entry with { Actor = "x" }),
            ("actorSource", entry with { ActorSource = "x" }),
            ("effect", entry with { Effect = "x" }),
            ("rule", entry with { Rule = "x" }),
            ("reason", entry with { Reason = "x" }),
            ("policy", entry with { PolicyHash = "x" }),
            ("approval", entry with { ApprovalId = null }),
            ("detail", entry with { Detail = "" }),
            ("inputs", entry with { Inputs = new Dictionary<string, string> { ["action.amount"] = "1500" } }),
            ("inputTypes", entry with { InputTypes = new Dictionary<string, string> { ["action.amount"] = "number" } }),
            ("noInputTypes", entry with { InputTypes = null }),
            ("duration", entry with { Duration = entry.Duration + TimeSpan.FromTicks(1) }),
        ];

    private static AuditRecord Change(AuditRecord record, string field) =>
        field switch
        {
            "sequence" => record with { Sequence = record.Sequence + 100 },
            "previous" => record with { PreviousHash = record.Hash },
            "hash" => record with { Hash = record.PreviousHash },
            _ => record with { Entry = Changes(record.Entry).Single(change => change.Field == field).Changed },
        };

    private async Task Broken(AuditBreakKind kind, long sequence, string message = "")
    {
        var verification = await Verify(_records);
        Assert.Equal((kind, sequence), (verification.Broken!.Kind, verification.Broken.Sequence));
        Assert.Contains(message, verification.Broken.Message, StringComparison.Ordinal);
    }

    private static Task<AuditVerification> Verify(List<AuditRecord> records, AuditHead? known = null) =>
        AuditVerifier.VerifyAsync(new Fixed(records), known);

    private sealed class Fixed(List<AuditRecord> records) : IAuditLog
    {
        public ValueTask AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) =>
            throw new NotSupportedException();

        public async IAsyncEnumerable<AuditRecord> ReadAsync(long from, [EnumeratorCancellation] CancellationToken ct)
        {
            await Task.CompletedTask;
            foreach (var record in records)
            {
                yield return record;
            }
        }
    }
}
