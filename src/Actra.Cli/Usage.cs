using System.CommandLine;
using Actra.Model;

namespace Actra.Cli;

/// <summary>What the user gave and cannot be used is the user's to mend: exit code 2.</summary>
internal static class Usage
{
    /// <exception cref="UsageException">What the call was given is wrong.</exception>
    public static T Of<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ActraException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <inheritdoc cref="Of{T}(Func{T})" />
    public static void Of(Action call) =>
        Of(() =>
        {
            call();
            return true;
        });

    /// <exception cref="UsageException">The text of an option is empty.</exception>
    public static string Given(Option option, string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new UsageException($"{option.Name} is empty") : text;

    /// <exception cref="UsageException">The text of an option is no duration.</exception>
    public static TimeSpan Duration(Option option, string text) =>
        Durations.TryParse(text, out var duration)
            ? duration
            : throw new UsageException($"{option.Name} `{text}` is no duration; write 10s, 30m, 2h or 1d12h");
}
