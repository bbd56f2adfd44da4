namespace Hangfire.Common;

internal static class QueueName
{
    public static void Validate(string queue, string parameterName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queue, parameterName);
        if (!queue.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-'))
        {
            throw new ArgumentException(
                $"The queue name must consist of lowercase letters, digits, underscore, and dash characters only. Given: '{queue}'.",
                parameterName
            );
        }
    }
}
