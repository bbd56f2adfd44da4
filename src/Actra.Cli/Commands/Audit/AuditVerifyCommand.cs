using System.CommandLine;
using System.Globalization;
using Actra.Audit;
using Actra.Cli.Audit;
using Actra.Model;
using Actra.Storage;
using Spectre.Console;

namespace Actra.Cli.Commands.Audit;

/// <summary><c>actra audit verify DB</c>: is every record as it was written, in the log and in its archives?</summary>
internal static class AuditVerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var database = new DatabaseArguments();
        var keys = new Option<string?>("--keys")
        {
            Description = "the host's key file: then signed heads are checked too, and a log cut below one is found",
            HelpName = "FILE",
        };
        var head = new Option<string?>("--head")
        {
            Description = "a record's number and hash, known from elsewhere",
            HelpName = "SEQ:HASH",
        };
        var archive = new Option<string?>("--archive")
        {
            Description =
                "the folder with the segments that have left the log: they are checked too, and that it goes on where they end",
            HelpName = "DIR",
        };
        var command = new Command("verify", "check every record; 0 where the log is intact, 1 where it is broken")
        {
            keys,
            head,
            archive,
        };
        database.AddTo(command);
        command.SetAction(parsed =>
        {
            var known = Known(parsed.GetValue(head));
            var ring = Ring(parsed.GetValue(keys));
            var place = parsed.GetRequiredValue(database.Database);
            IReadOnlyList<IAuditSegment> segments = parsed.GetValue(archive) is { } folder
                ? ArchivePlace.Read(folder)
                : [];
            if (ArchivePlace.IsOne(place))
            {
                var alone = AuditVerifier.VerifyAsync([.. segments, .. ArchivePlace.Read(place)], known, ring, default);
                return Print(terminal, alone.GetAwaiter().GetResult(), ring is not null);
            }

            using var opened = database.Open(parsed);
            var found = AuditVerifier.VerifyAsync(opened.Log, segments, known, ring, default);
            return Print(terminal, found.GetAwaiter().GetResult(), ring is not null);
        });
        return command;
    }

    private static int Print(Terminal terminal, AuditVerification found, bool keyed)
    {
        foreach (var broken in new[] { found.Broken }.OfType<AuditBreak>().Concat(found.Further))
        {
            var kind = RecordColumns.Kebab(broken.Kind.ToString());
            terminal.Write(
                $"broken at record {Plain.Number(broken.Sequence)} ({kind}): {Plain.Text(broken.Message)}",
                Color.Red
            );
        }

        var records = found.Count == 1 ? "1 record" : $"{Plain.Number(found.Count)} records";
        terminal.Write(
            found.IsIntact
                ? $"intact: {records}, head {Plain.Number(found.Head.Sequence)}:{found.Head.Hash}"
                : $"sound before that: {records}",
            found.IsIntact ? Color.Green : null
        );
        if (found.Cut is { } cut)
        {
            terminal.Write(
                $"cut off up to record {Plain.Number(cut.End.Sequence)} with key `{Plain.Text(cut.KeyId)}` at {Plain.Time(cut.Time)}"
            );
        }

        if (!keyed)
        {
            terminal.Write($"signed heads{(found.Cut is null ? "" : " and the cut")} were not checked: no --keys");
        }
        else if (found.Signed is { } signed)
        {
            terminal.Write(
                $"signed up to record {Plain.Number(signed.Sequence)} with key `{Plain.Text(signed.KeyId)}` at {Plain.Time(signed.Time)}"
            );
        }

        return found.IsIntact ? ExitCodes.Done : ExitCodes.Broken;
    }

    private static AuditHead? Known(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Split(':');
        return
            parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && parts[1].Length == 64
            && parts[1].All(char.IsAsciiHexDigit)
            ? new AuditHead(sequence, parts[1].ToLowerInvariant())
            : throw new UsageException($"`{text}` is no head: write a record's number, a colon and its hash");
    }

    private static ActraKeyRing? Ring(string? path)
    {
        try
        {
            return path is null ? null : ActraKeyFile.ReadRing(path);
        }
        catch (ActraException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
