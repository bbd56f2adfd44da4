namespace Hangfire.Common;

public enum SerializationOption
{
    Internal = 0,
    TypedInternal = 1,
    User = 2,
}
