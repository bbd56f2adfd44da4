namespace Actra.Resolution;

/// <summary>What a piece of work is.</summary>
public enum WorkKind
{
    /// <summary>A message on its way to a consumer.</summary>
    Message = 0,

    /// <summary>A background job.</summary>
    Job = 1,

    /// <summary>A call in the host's own process.</summary>
    Call = 2,
}
