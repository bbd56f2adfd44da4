using Actra.Model;

namespace Actra.MassTransit;

/// <summary>Describes a message that did not run; never thrown, only told to requesters and observers.</summary>
internal sealed class ActraBlockedException(string code, string reason) : ActraException($"{code}: {reason}")
{
    public const string TypeName = "Actra.ActraPolicyException";
}
