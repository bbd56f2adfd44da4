using Actra.Resolution;

namespace Actra.Hosting;

/// <summary>Kinds of work as metrics and messages spell them.</summary>
internal static class KindName
{
    public static string Of(WorkKind kind) => kind.ToString().ToLowerInvariant();
}
