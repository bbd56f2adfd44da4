namespace Actra.MassTransit;

/// <summary>How the fields of an action are read from a message, where its properties do not say it themselves.</summary>
/// <typeparam name="T">The message's type.</typeparam>
public sealed class MessageMap<T>
    where T : class
{
    internal Dictionary<string, Func<object, object?>> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Says how a field is read. An exception it throws counts as a field that cannot be read.</summary>
    /// <param name="name">The field's name in the schema.</param>
    /// <param name="read">Reads it. Null is no value.</param>
    public MessageMap<T> Field(string name, Func<T, object?> read)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(read);
        Fields[name] = message => read((T)message);
        return this;
    }
}
