using Actra.Compilation;
using Actra.Language;
using Actra.Model;

namespace Actra.Capabilities;

/// <summary>Loads a policy with the documents that it extends. Paths are relative to the document that names them; none may come round to itself.</summary>
internal sealed class CapabilityLoader(string name)
{
    private const int MostDocuments = 32;

    private readonly DiagnosticBag _diagnostics = new();
    private readonly CanonicalWriter _texts = new("actra/capabilities/1");
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly List<CapabilityRule> _rules = [];
    private readonly List<RiskLevel> _levels = [];
    private TimeSpan? _timeout;
    private int _documents;

    public static CapabilityPolicy LoadText(string text, string name)
    {
        var loader = new CapabilityLoader(name);
        loader.Add(new PolicySource(name, text), directory: null, prefix: "");
        return loader.Finish();
    }

    public static CapabilityPolicy LoadFile(string path)
    {
        var loader = new CapabilityLoader(path);
        loader.AddFile(path, prefix: "");
        return loader.Finish();
    }

    private CapabilityPolicy Finish() =>
        _diagnostics.HasErrors
            ? throw new PolicyCompilationException(_diagnostics.ToList())
            : new CapabilityPolicy(
                name,
                _rules,
                new RiskLevels(_levels),
                _timeout,
                _texts.Hash(),
                _diagnostics.Warnings
            );

    private void AddFile(string path, string prefix)
    {
        var problems = new List<Diagnostic>();
        var source = PolicyFiles.Read(path, problems);
        problems.ForEach(_diagnostics.Add);
        if (source is not null)
        {
            var full = Path.GetFullPath(path);
            _open.Add(full);
            Add(source, Path.GetDirectoryName(full), prefix);
            _open.Remove(full);
        }
    }

    /// <summary>What a document says comes before what it extends; of risk levels and times the first word counts.</summary>
    private void Add(PolicySource source, string? directory, string prefix)
    {
        _documents++;
        _texts.Add(source.Text);
        var context = new DocumentContext(source.Name, source.Text, compatible: false, _diagnostics);
        var document = CapabilityDocumentReader.Read(context, prefix);
        _rules.AddRange(document.Rules);
        _timeout ??= document.ApprovalTimeout;
        _levels.AddRange([.. document.RiskLevels.Where(level => _levels.TrueForAll(said => said.Name != level.Name))]);

        foreach (var (path, at) in document.Extends)
        {
            var full = directory is null || path.Length == 0 ? null : Path.GetFullPath(path, directory);
            var problem =
                full is null ? "a policy that is no file cannot extend another"
                : _open.Contains(full) ? $"`{path}` extends itself"
                : _documents >= MostDocuments ? $"the policy extends more than {MostDocuments} documents"
                : !File.Exists(full) ? $"`{path}` is not there"
                : null;
            if (problem is null)
            {
                AddFile(full!, $"{path}#");
            }
            else
            {
                context.Error(Codes.BadExtends, at, problem, "paths are relative to the document that names them");
            }
        }
    }
}
