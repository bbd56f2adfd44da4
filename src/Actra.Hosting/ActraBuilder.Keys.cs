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

    /// <summary>Believes votes and other acts that are signed with this key, whichever way they come.</summary>
    /// <param name="key">The key, and whom it may speak for.</param>
    public ActraBuilder AddVoteKey(VoteKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Services.AddSingleton(key);
        return this;
    }

    /// <summary>Believes votes and other acts that are signed with the keys of a file, as <c>actra keys register</c> writes it. It is read when the host starts.</summary>
    /// <param name="path">The file, from the content root.</param>
    public ActraBuilder AddVoteKeys(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Services.Configure<ActraOptions>(options => options.VoteKeyFiles.Add(path));
        return this;
    }
}
