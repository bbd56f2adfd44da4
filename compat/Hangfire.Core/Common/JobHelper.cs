using System.Globalization;
using Newtonsoft.Json;

namespace Hangfire.Common;

public static class JobHelper
{
    [Obsolete("Use GlobalConfigurationExtensions.UseSerializerSettings.")]
    public static void SetSerializerSettings(JsonSerializerSettings setting) =>
        SerializationHelper.SetUserSettings(setting);

    [Obsolete("Use SerializationHelper.")]
    public static string ToJson(object value) =>
        SerializationHelper.Serialize(value, value?.GetType(), SerializationOption.User);

    [Obsolete("Use SerializationHelper.")]
    public static T FromJson<T>(string value) => SerializationHelper.Deserialize<T>(value, SerializationOption.User);

    [Obsolete("Use SerializationHelper.")]
    public static object FromJson(string value, Type type) =>
        SerializationHelper.Deserialize(value, type, SerializationOption.User);

    public static long ToTimestamp(DateTime value) => (long)(value - DateTime.UnixEpoch).TotalSeconds;

    public static DateTime FromTimestamp(long value) => DateTime.UnixEpoch.AddSeconds(value);

    public static long ToMillisecondTimestamp(DateTime value) => (long)(value - DateTime.UnixEpoch).TotalMilliseconds;

    public static DateTime FromMillisecondTimestamp(long value) => DateTime.UnixEpoch.AddMilliseconds(value);

    public static string SerializeDateTime(DateTime value) => value.ToString("o", CultureInfo.InvariantCulture);

    public static DateTime DeserializeDateTime(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? FromMillisecondTimestamp(number)
            : DateTime.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static DateTime? DeserializeNullableDateTime(string value) =>
        string.IsNullOrEmpty(value) ? null : DeserializeDateTime(value);
}
