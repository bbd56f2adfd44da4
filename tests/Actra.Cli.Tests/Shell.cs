using System.Diagnostics;

namespace Actra.Cli.Tests;

/// <summary>What a command printed and answered.</summary>
internal sealed record Answer(int Code, string Out, string Error);

/// <summary>Runs the tool, in this process or as a process of its own.</summary>
internal static class Shell
{
    public static Answer Run(params string[] args) => RunWith("", args);

    public static Answer RunWith(string input, params string[] args)
    {
        using var reader = new StringReader(input);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = Tool.Run(args, new Terminal(reader, output, error));
        return new Answer(code, output.ToString(), error.ToString());
    }

    public static async Task<Answer> ExecuteAsync(string input, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Tool).Assembly.Location);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new Answer(process.ExitCode, await output, await error);
    }
}
