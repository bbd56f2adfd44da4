namespace Actra.MassTransit;

/// <summary>A message set aside.</summary>
/// <param name="Id">The deferral's id.</param>
/// <param name="FirstSeen">When the message first arrived.</param>
/// <param name="DueAt">When it goes back to its queue.</param>
/// <param name="Attempt">How often it has been set aside, from 1.</param>
/// <param name="Reason">Why.</param>
internal sealed record Deferral(string Id, DateTimeOffset FirstSeen, DateTimeOffset DueAt, int Attempt, string Reason);
