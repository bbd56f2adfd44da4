using Actra.Model;

namespace Actra.Resolution;

/// <summary>Who asks: an identity and the attributes that policies read. Immutable; <see cref="With"/> gives a copy.</summary>
public sealed class Actor
{
    private readonly FieldMap _attributes;

    private Actor(string? id, string type, string? tenant, FieldMap attributes)
    {
        Id = id;
        Type = type;
        Tenant = tenant;
        _attributes = attributes;
    }

    /// <summary>Nobody in particular; type <c>anonymous</c>, without an id.</summary>
    public static Actor Anonymous { get; } = new(null, "anonymous", null, []);

    /// <summary>The actor's id; null for nobody.</summary>
    public string? Id { get; }

    /// <summary>The kind of actor; policies read it as <c>actor.type</c>.</summary>
    public string Type { get; }

    /// <summary>The tenant it belongs to; policies read it as <c>actor.tenant</c>.</summary>
    public string? Tenant { get; }

    /// <summary>Further attributes by name.</summary>
    public IEnumerable<KeyValuePair<string, FieldValue>> Attributes => _attributes;

    /// <summary>A person.</summary>
    public static Actor User(string id) => Of(id, "user");

    /// <summary>Another service.</summary>
    public static Actor Service(string name) => Of(name, "service");

    /// <summary>The system itself, for example a schedule.</summary>
    public static Actor System(string name) => Of(name, "system");

    /// <summary>An actor of any type.</summary>
    /// <param name="id">The actor's id. Not empty.</param>
    /// <param name="type">The kind of actor. Not empty.</param>
    /// <param name="tenant">The tenant it belongs to, if any.</param>
    public static Actor Of(string id, string type, string? tenant = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(type);
        return new Actor(id, type, tenant, []);
    }

    /// <summary>The actor that an identity names, without attributes.</summary>
    public static Actor From(ActorIdentity identity) =>
        identity.Id.Length == 0 ? Anonymous : Of(identity.Id, identity.Type, identity.Tenant);

    /// <summary>The same actor with an attribute. The names <c>id</c>, <c>type</c>, <c>tenant</c>, <c>verified</c> and <c>source</c> are taken.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="FieldValueException">The value cannot be a field's value.</exception>
    public Actor With(string name, object? value)
    {
        if (name is "id" or "type" or "tenant" or "verified" or "source")
        {
            throw new ArgumentException(
                $"`{name}` is set by the guard or by the actor's identity, not as an attribute",
                nameof(name)
            );
        }

        return new Actor(Id, Type, Tenant, new FieldMap(_attributes).Set(name, value));
    }

    /// <summary>The same actor in a tenant.</summary>
    public Actor InTenant(string? tenant) => new(Id, Type, tenant, _attributes);

    /// <summary>The fields that policies read, with <c>verified</c> and <c>source</c> as the guard found them.</summary>
    internal FieldMap ToFields(ActorSource source)
    {
        var fields = new FieldMap(_attributes);
        fields["id"] = FieldValue.Of(Id ?? "");
        fields["type"] = FieldValue.Of(Type);
        fields["tenant"] = FieldValue.Of(Tenant);
        fields["verified"] = FieldValue.Of(source is ActorSource.Signed or ActorSource.Broker or ActorSource.Host);
        fields["source"] = FieldValue.Of(source.ToString().ToLowerInvariant());
        return fields;
    }

    /// <inheritdoc />
    public override string ToString() => Id is null ? Type : $"{Type}:{Id}";
}
