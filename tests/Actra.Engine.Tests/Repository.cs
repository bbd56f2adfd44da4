namespace Actra.Engine.Tests;

/// <summary>Finds files of the repository that a test reads.</summary>
internal static class Repository
{
    public static string PathOf(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Actra.sln")))
            {
                return Path.Combine([folder.FullName, .. parts]);
            }
        }

        throw new DirectoryNotFoundException("the tests do not run inside the repository");
    }
}
