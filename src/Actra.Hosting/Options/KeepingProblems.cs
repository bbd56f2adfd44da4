using System.Globalization;
using static Actra.Hosting.ActraOptionsValidator;

namespace Actra.Hosting;

/// <summary>What is wrong with how much is kept, for how long, and for whom.</summary>
internal static class KeepingProblems
{
    public static IEnumerable<string> Of(ActraOptions options) =>
        new[]
        {
            AtLeastOne("Limits.PendingPerService", options.Limits.PendingPerService),
            AtLeastOne("Limits.PendingPerRequester", options.Limits.PendingPerRequester),
            AtLeastOne("Limits.Bytes", options.Limits.Bytes),
            options.Limits.OldestPending is { } oldest ? Positive("Limits.OldestPending", oldest) : null,
            options.EraseWorkAfter is { } after ? Positive("EraseWorkAfter", after) : null,
            options.TenantField is { } field && string.IsNullOrWhiteSpace(field)
                ? "TenantField is empty: name a field, or leave it null"
                : null,
        }.OfType<string>();

    private static string? AtLeastOne(string name, long value) =>
        value < 1 ? string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be at least 1") : null;
}
