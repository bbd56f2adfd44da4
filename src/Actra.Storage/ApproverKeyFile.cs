using Actra.Approvals;
using Actra.Model;

namespace Actra.Storage;

/// <summary>A person's key, as <c>actra keys new --approver</c> makes it: the private key in PEM, and its public half in a file beside it.</summary>
public static class ApproverKeyFile
{
    /// <summary>Makes a key: the private file for its owner's eyes only, and the public half for whoever registers it.</summary>
    /// <param name="path">The private file; neither it nor the public one may be there.</param>
    /// <returns>What signs with it.</returns>
    /// <exception cref="ActraException">A file is there or cannot be written; then none is left.</exception>
    public static VoteSigner WriteNew(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var pem = VoteSigner.NewPrivateKey();
        var signer = VoteSigner.FromPrivateKey(pem);
        PrivateFile.WriteNew(path, pem);
        try
        {
            PrivateFile.WriteNew(PublicPath(path), signer.PublicHalf!, isPrivate: false);
            return signer;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Where the public half lies: <c>alice.pub</c> beside <c>alice.key</c> or <c>alice.pem</c>; otherwise the name gets <c>.pub</c> at its end.</summary>
    public static string PublicPath(string path) =>
        Path.GetExtension(path) is ".key" or ".pem" ? Path.ChangeExtension(path, ".pub") : path + ".pub";

    /// <summary>Reads what signs: a person's private key in PEM, or a file with one shared secret as <see cref="ActraKeyFile"/> reads it.</summary>
    /// <exception cref="ActraException">The file cannot be read, or holds no such key; the message never holds the key.</exception>
    public static VoteSigner ReadSigner(string path)
    {
        var text = Text(path);
        if (IsPem(text))
        {
            return Of(path, () => VoteSigner.FromPrivateKey(text));
        }

        return ActraKeyFile.Read(path) is [var (id, secret)]
            ? VoteSigner.FromSecret(id, secret)
            : throw new ActraException($"`{path}` holds several keys, and a vote is signed with one");
    }

    /// <summary>Reads a public half: its own file, or that of the private key.</summary>
    /// <returns>The public half in PEM.</returns>
    /// <exception cref="ActraException">The file cannot be read, or holds no such key.</exception>
    public static string ReadPublicHalf(string path)
    {
        var text = Text(path);
        return IsPem(text)
            ? Of(
                path,
                () =>
                    text.Contains("PRIVATE KEY", StringComparison.Ordinal)
                        ? VoteSigner.FromPrivateKey(text).PublicHalf!
                        : VoteKey.FromPublicKey(text, VoteKeyFile.Nobody).PublicHalf!
            )
            : throw new ActraException($"`{path}`: the text is no PEM");
    }

    private static bool IsPem(string text) => text.Contains("-----BEGIN ", StringComparison.Ordinal);

    private static string Text(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ActraException($"the key file `{path}` cannot be read: {e.Message}", e);
        }
    }

    private static T Of<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException e)
        {
            throw new ActraException($"`{path}`: {e.Message}", e);
        }
    }
}
