using Actra.Approvals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actra.Hosting;

public sealed partial class ActraBuilder
{
    /// <summary>Adds a key to the host's key ring. The key of the first call signs, all verify: rotate by putting the new one first.</summary>
    /// <param name="keyId">The key's id: not empty, no blanks.</param>
    /// <param name="key">The key: at least 32 random bytes, never from the repository.</param>
    public ActraBuilder SignWith(string keyId, byte[] key)
    {
        Services.AddSingleton(new SigningKey(keyId, key));
        Services.TryAddSingleton(SigningKey.Ring);
        return this;
    }

    /// <summary>Takes votes that arrive as messages where they are signed with this key.</summary>
    /// <param name="key">The key, and whom it may speak for.</param>
    public ActraBuilder AddVoteKey(VoteKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Services.AddSingleton(key);
        return this;
    }
}
