namespace Actra.Audit;

/// <summary>An entry in its place in the chain.</summary>
/// <param name="Sequence">Its number, from 1, without gaps.</param>
/// <param name="Entry">What happened.</param>
/// <param name="PreviousHash">The hash of the record before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over sequence, previous hash and entry in canonical form, as lower-case hex.</param>
public sealed record AuditRecord(long Sequence, AuditEntry Entry, string PreviousHash, string Hash);
