using Actra.Audit;
using Actra.Testing;

namespace Actra.Storage.Tests;

public abstract partial class LogTamperSpecification
{
    [SpecificationFact]
    public async Task A_changed_cut_is_located_and_a_beginning_that_is_gone_without_one()
    {
        var cut = await new AuditRetention(_attack.Log, Keys, "billing") { LongestSegment = 4 }.RunAsync(
            DateTimeOffset.MaxValue,
            default
        );
        Assert.Equal(4, cut!.End.Sequence);
        (string Sql, AuditBreakKind Kind, long Place)[] changes =
        [
            ("UPDATE cuts SET after_sequence = 1", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET after_hash = upper(after_hash) || 'x'", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET sequence = 5", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET sequence = 5; DELETE FROM records WHERE sequence = 5", AuditBreakKind.Gap, 6),
            ("UPDATE cuts SET hash = (SELECT hash FROM records WHERE sequence = 5)", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET time = time + 1", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET key_id = 'k2'", AuditBreakKind.Gap, 5),
            ("UPDATE cuts SET signature = (SELECT max(signature) FROM heads)", AuditBreakKind.Gap, 5),
            ("DELETE FROM cuts", AuditBreakKind.Gap, 5),
            ("DELETE FROM records WHERE sequence = 5", AuditBreakKind.Gap, 6),
            ("DELETE FROM records", AuditBreakKind.Truncated, 5),
        ];
        foreach (var (sql, kind, place) in changes)
        {
            _attack.Execute(
                "CREATE TABLE records_before AS SELECT * FROM records; CREATE TABLE cuts_before AS SELECT * FROM cuts"
            );
            _attack.Execute(sql);
            var broken = (await VerifyAsync()).Broken;
            Assert.True((kind, place) == (broken?.Kind, broken?.Sequence), $"{sql}: {broken}");
            _attack.Execute(
                """
                DELETE FROM records; INSERT INTO records SELECT * FROM records_before; DROP TABLE records_before;
                DELETE FROM cuts; INSERT INTO cuts (after_sequence, after_hash, sequence, hash, time, key_id, signature)
                SELECT after_sequence, after_hash, sequence, hash, time, key_id, signature FROM cuts_before; DROP TABLE cuts_before
                """
            );
        }

        Assert.True((await VerifyAsync()).IsIntact);
        _attack.Execute("DROP TABLE cuts");
        Assert.Equal(AuditBreakKind.Gap, (await VerifyAsync()).Broken!.Kind);
    }
}
