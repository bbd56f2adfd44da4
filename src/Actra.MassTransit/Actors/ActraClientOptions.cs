using Actra.Model;
using Actra.Resolution;

namespace Actra.MassTransit;

/// <summary>Who this process's messages are sent for, and the key that proves it.</summary>
public sealed class ActraClientOptions
{
    internal List<KeyValuePair<string, byte[]>> Keys { get; } = [];

    /// <summary>Who asks where nobody else is known: a service's own name, for background work. Null: such a send throws.</summary>
    /// <value>Null.</value>
    public Actor? FallbackActor { get; set; }

    /// <summary>
    /// Says for whom a message is sent, from the services of the scope it is sent in: a web request's user, for example. Null, or an answer of null: the
    /// <see cref="FallbackActor"/>.
    /// </summary>
    /// <value>Null.</value>
    public Func<IServiceProvider, Actor?>? CurrentActor { get; set; }

    /// <summary>Adds a key. The first signs; the guards of the receiving services must know it by this id.</summary>
    /// <param name="keyId">The key's id: not empty, no blanks.</param>
    /// <param name="key">The key: at least 32 random bytes, never from the repository.</param>
    public ActraClientOptions SignWith(string keyId, byte[] key)
    {
        Keys.Add(new KeyValuePair<string, byte[]>(keyId, key));
        return this;
    }

    internal ActraKeyRing? Ring() => Keys.Count == 0 ? null : new ActraKeyRing([.. Keys]);
}
