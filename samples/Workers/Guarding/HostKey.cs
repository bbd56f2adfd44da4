using System.Security.Cryptography;

namespace Workers.Guarding;

/// <summary>The key that seals who asks, made at the first start. Elsewhere it comes from the place where the host keeps its secrets.</summary>
internal static class HostKey
{
    public const string Id = "workers-1";

    public static byte[] Open(string path)
    {
        if (!File.Exists(path))
        {
            Make(path);
        }

        return File.ReadAllBytes(path);
    }

    /// <summary>The key takes its name when it is whole; of two processes that start together, one makes it.</summary>
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

        try
        {
            File.Move(made, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(made);
        }
    }
}
