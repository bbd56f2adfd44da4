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
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
            file.Write(RandomNumberGenerator.GetBytes(32));
        }

        return File.ReadAllBytes(path);
    }
}
