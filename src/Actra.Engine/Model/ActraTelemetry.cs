using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Actra.Model;

/// <summary>The traces and metrics of Actra: one <see cref="System.Diagnostics.ActivitySource"/> and one <see cref="System.Diagnostics.Metrics.Meter"/>, both named <c>Actra</c>.</summary>
public static class ActraTelemetry
{
    /// <summary>The name of both.</summary>
    public const string Name = "Actra";

    /// <summary>Activities: <c>actra.admit</c>, one per piece of work; tags <c>actra.kind</c>, <c>actra.action</c>, <c>actra.effect</c>, <c>actra.rule</c>, <c>actra.outcome</c>, <c>actra.policy_hash</c>, <c>actra.approval_id</c>.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>The meter.</summary>
    public static readonly Meter Meter = new(Name);

    /// <summary>Decisions, by <c>kind</c>, <c>action</c> and <c>effect</c>.</summary>
    public static readonly Counter<long> Decisions = Meter.CreateCounter<long>("actra.decisions", "{decision}");

    /// <summary>How long a decision took, resolvers included, in seconds, by <c>kind</c>.</summary>
    public static readonly Histogram<double> DecisionDuration = Meter.CreateHistogram<double>(
        "actra.decision.duration",
        "s"
    );

    /// <summary>What the guard answered, by <c>kind</c>, <c>outcome</c> and <c>code</c>.</summary>
    public static readonly Counter<long> Admissions = Meter.CreateCounter<long>("actra.admissions", "{admission}");

    /// <summary>Approved work sent to its own queue, by <c>kind</c>.</summary>
    public static readonly Counter<long> Released = Meter.CreateCounter<long>("actra.released", "{item}");

    /// <summary>Votes, by <c>outcome</c>.</summary>
    public static readonly Counter<long> Votes = Meter.CreateCounter<long>("actra.votes", "{vote}");

    /// <summary>Records, votes and actors that were refused because they proved nothing, by <c>what</c>.</summary>
    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("actra.refused", "{item}");

    /// <summary>Records of plain allows that the decision log could not take.</summary>
    public static readonly Counter<long> AuditLost = Meter.CreateCounter<long>("actra.audit.lost", "{record}");
}
