using System.Text;

namespace Actra.Storage.Tests.Campaigns.Kills;

/// <summary>
/// A file of lines <c>EVENT WORK NUMBER</c> that outlives its processes: what a broker and the world outside would know. Each line is one write.
/// </summary>
internal sealed class KillJournal : IDisposable
{
    /// <summary>A copy lies on the queue: sent by its client, released by a pump, or put back after it was set aside. Its number is the copy's.</summary>
    public const string ByClient = "client";
    public const string ByPump = "release";
    public const string BySetAside = "return";

    /// <summary>A copy has left the queue.</summary>
    public const string Acknowledged = "ack";

    /// <summary>A voter was told that their vote counts.</summary>
    public const string Voted = "voted";

    /// <summary>The handler has started, the handler has ended.</summary>
    public const string Started = "started";
    public const string Ended = "ended";

    /// <summary>The work lies on the fault queue.</summary>
    public const string Rejected = "rejected";

    /// <summary>A copy was dropped as a duplicate of work that has run.</summary>
    public const string Dropped = "dropped";

    private readonly FileStream _file;
    private readonly Lock _lock = new();
    private readonly List<Line> _lines;

    public KillJournal(string path)
    {
        _lines = File.Exists(path) ? [.. File.ReadAllLines(path).Select(Line.Parse)] : [];
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public IReadOnlyList<Line> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Copies that lie on the queue.</summary>
    public IReadOnlyList<Line> OnQueue
    {
        get
        {
            var lines = Lines;
            var left = lines.Where(line => line.Event == Acknowledged).Select(line => line.Number).ToHashSet();
            return [.. lines.Where(line => line.IsCopy && !left.Contains(line.Number))];
        }
    }

    /// <summary>Writes a line; a copy's number is the line's own.</summary>
    public Line Add(string what, string work, int? number = null)
    {
        lock (_lock)
        {
            var line = new Line(what, work, number ?? _lines.Count);
            _file.Write(Encoding.UTF8.GetBytes($"{line.Event} {line.Work} {line.Number}\n"));
            _lines.Add(line);
            return line;
        }
    }

    public bool Has(string what, string work) => Lines.Any(line => line.Event == what && line.Work == work);

    public void Dispose() => _file.Dispose();

    public readonly record struct Line(string Event, string Work, int Number)
    {
        public bool IsCopy => Event is ByClient or ByPump or BySetAside;

        public static Line Parse(string text)
        {
            var parts = text.Split(' ');
            return new Line(parts[0], parts[1], int.Parse(parts[2]));
        }
    }
}
