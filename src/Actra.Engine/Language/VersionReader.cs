namespace Actra.Language;

/// <summary>Reads a document's <c>version</c>, which chooses the language that the rest is read in.</summary>
internal static class VersionReader
{
    /// <summary>Sets the document's language. The version's number; 0 where it could not be read, which has been reported.</summary>
    public static long Read(DocumentContext document, YamlNode root)
    {
        var node = Find(root);
        if (document.Compatible)
        {
            return ReadCompatible(document, node);
        }

        if (node is YamlScalar scalar && CoreScalar.Resolve(scalar) is { Kind: ScalarKind.Integer } value)
        {
            if (value.Integer == 1 || value.Integer == 2)
            {
                document.Language = (int)value.Integer;
                return document.Language;
            }

            document.Error(
                Codes.UnsupportedVersion,
                node.At,
                $"version {scalar.Text} of the language is not supported",
                "write `version: 2`"
            );
        }
        else if (node is not null)
        {
            document.Error(
                Codes.WrongShape,
                node.At,
                $"the version must be a number, not {node.Kind}",
                "write `version: 2`"
            );
        }

        // A document without a readable version is read in the larger language, so that its keys are not reported a second time.
        document.Language = 2;
        return 0;
    }

    private static long ReadCompatible(DocumentContext document, YamlNode? node)
    {
        document.Language = 1;
        if (document.Count(node, "the version", uint.MaxValue) is not { } version)
        {
            return 0;
        }

        if (version != 1)
        {
            document.Warning(Codes.UnsupportedVersion, node!.At, $"version {version} is read as version 1");
        }

        return (long)version;
    }

    private static YamlNode? Find(YamlNode root) =>
        root is YamlMapping mapping
            ? mapping.Entries.FirstOrDefault(e => e.Key is YamlScalar { Text: "version" }).Value
            : null;
}
