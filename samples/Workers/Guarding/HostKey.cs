using System.Security.Cryptography;
using System.Text;

namespace Workers.Guarding;

/// <summary>The key that seals who asks, made at the first start. Elsewhere it comes from the place where the host keeps its secrets.</summary>
internal static class HostKey
{
    public const string Id = "workers-1";

    public static byte[] Open(string path)
    {
        if (!File.Exists(path))
        {
            MakeOnce(path);
        }

        return File.ReadAllBytes(path);
    }

    /// <summary>Of processes that start together, one makes the key.</summary>
    private static void MakeOnce(string path)
    {
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path))));
        using var turn = new Mutex(initiallyOwned: false, $"Global\\actra-workers-{name[..32]}");
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Whoever held it died; it is ours now, and the key is there whole or not at all.
        }

        try
        {
            if (!File.Exists(path))
            {
                Make(path);
            }
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    /// <summary>The key takes its name when it is whole.</summary>
    private static void Make(string path)
    {
        var made = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(made, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
        }

        File.Move(made, path);
    }
}
