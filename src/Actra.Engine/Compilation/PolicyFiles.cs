using System.Text;
using Actra.Language;

namespace Actra.Compilation;

/// <summary>Reads the files of a policy, no more of each than a document may have.</summary>
internal static class PolicyFiles
{
    /// <summary>Reads them, and reports all that cannot be read together.</summary>
    public static (PolicySource Schema, PolicySource Policy, PolicySource? Governance) Read(
        string schemaPath,
        string policyPath,
        string? governancePath
    )
    {
        var problems = new List<Diagnostic>();
        var schema = Read(schemaPath, problems);
        var policy = Read(policyPath, problems);
        var governance = governancePath is null ? null : Read(governancePath, problems);
        return problems.Count == 0 ? (schema!, policy!, governance) : throw new PolicyCompilationException(problems);
    }

    /// <summary>The path of a directory's governance file; null where the directory lists none. One that cannot be read is found, and then fails.</summary>
    public static string? FindGovernance(string directory)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(directory, "governance.yaml").FirstOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new PolicyCompilationException([Unreadable(directory, $"the directory cannot be read: {e.Message}")]);
        }
    }

    /// <summary>Reads one of them; null where it cannot be read, which is then reported.</summary>
    public static PolicySource? Read(string path, List<Diagnostic> problems)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[Limits.Bytes + 1];
            var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count > Limits.Bytes)
            {
                problems.Add(
                    new Diagnostic(
                        Severity.Error,
                        Codes.TooLarge,
                        $"the document is larger than {Limits.Bytes} bytes",
                        path,
                        0,
                        0
                    )
                );
                return null;
            }

            return new PolicySource(
                path,
                new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, count)
            );
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or DecoderFallbackException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            var message = e is DecoderFallbackException ? "it is not UTF-8" : e.Message;
            problems.Add(Unreadable(path, $"the file cannot be read: {message}"));
            return null;
        }
    }

    private static Diagnostic Unreadable(string path, string message) =>
        new(Severity.Error, Codes.Unreadable, message, path, 0, 0);
}
