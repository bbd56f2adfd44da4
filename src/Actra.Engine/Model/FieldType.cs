namespace Actra.Model;

/// <summary>The type of a field, a literal or a value. <see cref="None"/> is the type of a missing value.</summary>
public enum FieldType
{
    /// <summary>No value.</summary>
    None = 0,

    /// <summary>Text, compared ordinally.</summary>
    String,

    /// <summary>An IEEE 754 double.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A point in time (version 2): ISO 8601 with an offset, compared as an instant.</summary>
    Timestamp,

    /// <summary>A length of time (version 2), written <c>30m</c>, <c>24h</c>, <c>7d</c>.</summary>
    Duration,
}
