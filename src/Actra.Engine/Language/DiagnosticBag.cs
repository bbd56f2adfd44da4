using System.Globalization;

namespace Actra.Language;

/// <summary>Collects the diagnostics of one compilation, in the order of its phases.</summary>
internal sealed class DiagnosticBag
{
    private const int Limit = 1_000;

    private readonly List<Diagnostic> _all = [];
    private int _dropped;

    public bool HasErrors { get; private set; }

    /// <summary>True where further diagnostics are only counted.</summary>
    public bool IsFull => _all.Count >= Limit;

    public NearestName Nearest { get; } = new();

    public IReadOnlyList<Diagnostic> Warnings => [.. _all.Where(d => d.Severity == Severity.Warning)];

    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        if (!IsFull)
        {
            _all.Add(diagnostic);
        }
        else
        {
            _dropped++;
        }
    }

    public IReadOnlyList<Diagnostic> ToList() =>
        _dropped == 0
            ? _all
            :
            [
                .. _all,
                new Diagnostic(
                    HasErrors ? Severity.Error : Severity.Warning,
                    Codes.MoreProblems,
                    $"{_dropped.ToString(CultureInfo.InvariantCulture)} more problems are not shown",
                    _all[^1].File,
                    0,
                    0
                ),
            ];
}
