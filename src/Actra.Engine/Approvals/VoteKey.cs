namespace Actra.Approvals;

/// <summary>A key that signs votes which arrive as messages, and the people it may speak for.</summary>
/// <param name="KeyId">The key's id; not empty.</param>
/// <param name="Secret">The key; at least 32 bytes.</param>
/// <param name="Approvers">The identities it may speak for, each with the roles it may claim for them.</param>
public sealed record VoteKey(string KeyId, byte[] Secret, IReadOnlyDictionary<string, IReadOnlyList<string>> Approvers);
