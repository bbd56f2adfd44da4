namespace Actra.Storage.Tests;

/// <summary>A folder for one test's database.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actra-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "state", "actra.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
