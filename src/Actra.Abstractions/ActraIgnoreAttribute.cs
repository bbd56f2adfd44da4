using System;

namespace Actra
{
    /// <summary>Hides a property or parameter from policies: it is never read as a field, recorded or shown.</summary>
    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = false, Inherited = true)]
    public sealed class ActraIgnoreAttribute : Attribute { }
}
