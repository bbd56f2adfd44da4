namespace Actra.MassTransit;

/// <summary>What follows where an endpoint consumes messages that map to no action and are not exempt.</summary>
public enum Unmapped
{
    /// <summary>The bus does not start; the error lists every such type. A delivery of one, should there be any, goes to the fault queue.</summary>
    Fail = 0,

    /// <summary>The bus starts, the log lists the lines to paste, and such messages are consumed without a decision. For the days of adoption only.</summary>
    Report = 1,
}
