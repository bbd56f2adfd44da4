namespace Actra.TestSupport;

/// <summary>
/// A fact that needs a real server. <c>./test.sh</c> starts the servers and names them in the environment; without the
/// name the test is skipped, and says which server it missed. The decision falls at discovery: xunit 2 has no other place.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresServerFactAttribute : FactAttribute
{
    public RequiresServerFactAttribute(string server)
    {
        if (Servers.Find(server) is null)
        {
            Skip = $"needs {server}: set {Servers.Variable(server)}, or run ./test.sh";
        }
    }
}
