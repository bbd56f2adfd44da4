using Actra.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Actra.Hosting;

/// <summary>A key that was given to <see cref="ActraBuilder.SignWith"/>, not looked at yet: all problems are reported together, at start.</summary>
internal sealed class SigningKey(string id, byte[] key)
{
    public string Id => id;

    public static ActraKeyRing Ring(IServiceProvider services) => new([.. Pairs(services)]);

    private static IEnumerable<KeyValuePair<string, byte[]>> Pairs(IServiceProvider services) =>
        services.GetServices<SigningKey>().Select(k => k.Pair());

    private KeyValuePair<string, byte[]> Pair() => KeyValuePair.Create(id, key);
}
