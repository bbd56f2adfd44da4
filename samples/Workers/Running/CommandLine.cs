using System.CommandLine;

namespace Workers.Running;

/// <summary>The options of the sample, and what they default to.</summary>
internal static class CommandLine
{
    private const string InMemory = "in-memory";
    private const string RabbitMq = "rabbitmq";

    public static async Task<int> RunAsync(string[] args, Func<RunOptions, CancellationToken, Task<int>> run)
    {
        var input = new Option<string?>("--input")
        {
            Description = "A file of items, one JSON object per line",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object per event and nothing else" };
        var transport = new Option<string>("--transport")
        {
            Description = "Where messages travel",
            DefaultValueFactory = _ => InMemory,
        };
        transport.AcceptOnlyFromAmong(InMemory, RabbitMq);
        var broker = new Option<Uri>("--rabbitmq")
        {
            Description = "The broker's address, for --transport rabbitmq",
            HelpName = "URI",
            CustomParser = result =>
            {
                if (
                    Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var uri)
                    && uri.Scheme is "amqp" or "amqps" or "rabbitmq"
                )
                {
                    return uri;
                }

                result.AddError(
                    $"--rabbitmq: `{result.Tokens[0].Value}` is no address like amqp://guest:guest@localhost:5672/"
                );
                return null;
            },
            DefaultValueFactory = _ => new Uri("amqp://guest:guest@localhost:5672/"),
        };
        var serve = new Option<bool>("--serve") { Description = "Keep running afterwards, until Ctrl+C" };
        var resume = new Option<bool>("--resume")
        {
            Description = "Continue what an earlier run left parked, instead of running items",
        };
        var noApprover = new Option<bool>("--no-approver") { Description = "Vote on nothing: leave parked what parks" };
        var data = new Option<string?>("--data")
        {
            Description = "Where approvals, decision log, ledger and key are kept [default: samples/Workers/data]",
            HelpName = "DIR",
        };
        var service = new Option<string>("--service")
        {
            Description = "The service's name, a prefix of its queues",
            HelpName = "NAME",
            DefaultValueFactory = _ => "workers",
        };
        var verbose = new Option<bool>("--verbose") { Description = "Log what the host does to standard error" };

        var root = new RootCommand("Messages and jobs of several trades under one policy, with a played approver.")
        {
            input,
            json,
            transport,
            broker,
            serve,
            resume,
            noApprover,
            data,
            service,
            verbose,
        };
        root.SetAction(
            (parsed, ct) =>
            {
                var resuming = parsed.GetValue(resume);
                return RunAsync(
                    run,
                    new RunOptions
                    {
                        Input = parsed.GetValue(input) ?? (resuming ? null : DefaultInput),
                        Json = parsed.GetValue(json),
                        RabbitMq = parsed.GetValue(transport) == RabbitMq ? parsed.GetValue(broker) : null,
                        Serve = parsed.GetValue(serve),
                        Resume = resuming,
                        NoApprover = parsed.GetValue(noApprover),
                        Data = Path.GetFullPath(parsed.GetValue(data) ?? Path.Combine(Home(), "data")),
                        Service = parsed.GetRequiredValue(service),
                        Verbose = parsed.GetValue(verbose),
                    },
                    ct
                );
            }
        );
        root.Validators.Add(result =>
        {
            if (result.GetValue(resume) && result.GetValue(input) is not null)
            {
                result.AddError("--resume takes up what an earlier run has left: --input has no place beside it");
            }

            if (result.GetValue(data) is "" || result.GetValue(service) is "")
            {
                result.AddError("--data and --service cannot be empty");
            }
        });
        return await InvokeAsync(root.Parse(args));
    }

    /// <summary>What a data directory cannot be used for shows before there is a host that could say so.</summary>
    private static async Task<int> RunAsync(
        Func<RunOptions, CancellationToken, Task<int>> run,
        RunOptions options,
        CancellationToken ct
    )
    {
        try
        {
            return await run(options, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"the data directory `{options.Data}` cannot be used: {e.Message}");
            return 2;
        }
    }

    private static async Task<int> InvokeAsync(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message.Trim());
        }

        await Console.Error.WriteLineAsync("--help lists all options");
        return 2;
    }

    private static string DefaultInput => Path.Combine(AppContext.BaseDirectory, "input", "work.jsonl");

    /// <summary>The sample's own folder where it runs from the repository, else the current directory.</summary>
    private static string Home()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Workers.csproj")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Environment.CurrentDirectory;
    }
}
