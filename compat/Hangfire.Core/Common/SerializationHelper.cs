using System.Globalization;
using Newtonsoft.Json;

namespace Hangfire.Common;

public static class SerializationHelper
{
    private static readonly JsonSerializerSettings Internal = new()
    {
        Culture = CultureInfo.InvariantCulture,
        NullValueHandling = NullValueHandling.Ignore,
    };

    private static readonly JsonSerializerSettings TypedInternal = new()
    {
        Culture = CultureInfo.InvariantCulture,
        NullValueHandling = NullValueHandling.Ignore,
        TypeNameHandling = TypeNameHandling.Objects,
    };

    private static JsonSerializerSettings _user = new();

    public static string Serialize<T>(T value) => Serialize(value, SerializationOption.Internal);

    public static string Serialize<T>(T value, SerializationOption option) => Serialize(value, typeof(T), option);

    public static string Serialize(object value, Type type, SerializationOption option) =>
        value == null ? null : JsonConvert.SerializeObject(value, type, SettingsFor(option));

    public static object Deserialize(string value, Type type) => Deserialize(value, type, SerializationOption.Internal);

    public static object Deserialize(string value, Type type, SerializationOption option)
    {
        ArgumentNullException.ThrowIfNull(type);
        return value == null ? null : JsonConvert.DeserializeObject(value, type, SettingsFor(option));
    }

    public static T Deserialize<T>(string value) => Deserialize<T>(value, SerializationOption.Internal);

    public static T Deserialize<T>(string value, SerializationOption option) =>
        value == null ? default : (T)Deserialize(value, typeof(T), option);

    internal static void SetUserSettings(JsonSerializerSettings settings) => _user = settings ?? new();

    private static JsonSerializerSettings SettingsFor(SerializationOption option) =>
        option switch
        {
            SerializationOption.TypedInternal => TypedInternal,
            SerializationOption.User => _user,
            _ => Internal,
        };
}
