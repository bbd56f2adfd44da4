namespace Actra.Runtime;

/// <summary>What a proxy does with calls of a method.</summary>
internal enum ProtectionMode
{
    /// <summary>They run when the policy lets them.</summary>
    Admit = 0,

    /// <summary>They are judged and run.</summary>
    Audit = 1,

    /// <summary>They run.</summary>
    Exempt = 2,
}
