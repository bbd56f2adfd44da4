using Hangfire.States;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>A state of our own: not final, so that it never expires.</summary>
internal sealed class ParkedState : IState
{
    public const string StateName = "AwaitingApproval";

    public string Name => StateName;
    public string Reason => "parked";
    public bool IsFinal => false;
    public bool IgnoreJobLoadException => false;

    public Dictionary<string, string> SerializeData() => new(StringComparer.Ordinal) { ["ParkedFor"] = "approval" };
}
