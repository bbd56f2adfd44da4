using System.Runtime.InteropServices;

namespace Actra.Storage;

/// <summary>Makes the names in a folder durable: on Unix a file's new name may else be lost with the power, although the file is not.</summary>
internal static class FolderSync
{
    /// <exception cref="IOException">The system could not do it.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, 0);
        var done = handle >= 0 && Sync(handle) == 0;
        var error = Marshal.GetLastPInvokeError();
        _ = handle >= 0 ? Close(handle) : 0;
        if (!done)
        {
            throw new IOException(
                $"the folder `{folder}` cannot be made durable: {Marshal.GetPInvokeErrorMessage(error)}"
            );
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
