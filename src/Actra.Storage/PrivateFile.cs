using System.Text;
using Actra.Model;

namespace Actra.Storage;

/// <summary>Makes files with keys: for their owner's eyes only, and never over one that is there.</summary>
internal static class PrivateFile
{
    /// <exception cref="ActraException">The file is there, or cannot be written.</exception>
    public static void WriteNew(string path, string text, bool isPrivate = true)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = File.Exists(path) ? "it is there already, and keys are never overwritten" : e.Message;
            throw new ActraException($"the key file `{path}` cannot be written: {why}", e);
        }
    }
}
