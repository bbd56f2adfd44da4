using Actra.Guard;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using Workers.Guarding;
using Workers.Sending;
using Workers.Views;

namespace Workers.Running;

/// <summary>What turns a guarded host into a demonstration: items, a played approver, something to look at.</summary>
internal static class SampleHost
{
    public static void AddSample(this HostApplicationBuilder builder, RunOptions options)
    {
        builder.Logging.ClearProviders().AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(options.Verbose ? LogLevel.Information : LogLevel.Warning);
        if (!options.Verbose)
        {
            // Every refusal is a warning there, and the sample shows refusals, losses and failed starts itself.
            builder.Logging.AddFilter("Actra", LogLevel.Error);
            builder.Logging.AddFilter("Actra.Hangfire", LogLevel.Critical);
            builder.Logging.AddFilter("MassTransit", LogLevel.Critical);
            builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        }

        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<SampleClock>();
        services.AddSingleton<TimeProvider>(sp => sp.GetRequiredService<SampleClock>());
        services.AddSingleton(_ => People.Load(Path.Combine(AppContext.BaseDirectory, "people.json")));
        services.AddSingleton(_ => new Ledger(options.InData("ledger.jsonl")));
        services.AddSingleton(_ => new Journal(options.InData("journal.jsonl")));
        services.AddSingleton<IView>(sp =>
            options.Json
                ? new JsonView(Console.Out, Console.Error)
                : new ConsoleView(
                    ConsoleView.Open(),
                    Console.Error,
                    () => sp.GetRequiredService<IPolicySource>().Current.Schema
                )
        );
        services.AddSingleton<MessageSender>();
        services.AddSingleton<IItemSender>(sp => sp.GetRequiredService<MessageSender>());
        services.AddSingleton<IItemSender, JobSender>();
        services.AddSingleton<Tracker>();
        services.AddSingleton<PlayedApprover>();
        services.AddSingleton<Earlier>();
        services.AddSingleton<WorkRun>();
        services.AddHostedService<HealthFile>();
        services.Configure<MassTransitHostOptions>(o =>
        {
            o.WaitUntilStarted = true;
            o.StartTimeout = TimeSpan.FromSeconds(options.Serve ? 60 : 10);
            o.StopTimeout = TimeSpan.FromSeconds(5);
        });
    }

    /// <returns>The process's exit code: 0 where every item ended as policy and approver said, 1 elsewhere, 2 where there was nothing to run.</returns>
    public static async Task<int> RunAsync(IHost host, RunOptions options, CancellationToken ct)
    {
        var view = host.Services.GetRequiredService<IView>();

        // A signal that comes while the host starts is heard by the host alone.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            ct,
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping
        );
        try
        {
            if (ReadItems(options, view) is not { } file)
            {
                return 2;
            }

            await host.StartAsync(stop.Token);
            view.Started(Title(host, options, file));
            var good = await host.Services.GetRequiredService<WorkRun>().RunAsync(file.Items, stop.Token);
            if (options.Serve)
            {
                view.Part("Serving until Ctrl+C");
                await host.WaitForShutdownAsync(stop.Token);
            }

            await host.StopAsync(CancellationToken.None);
            return good ? 0 : 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return options.Serve ? 0 : 130;
        }
        catch (Exception e) when (e is ConnectionException or TaskCanceledException or TimeoutException)
        {
            view.Problem($"the bus did not start: {(e is TaskCanceledException ? "no answer in time" : e.Message)}");
            return 1;
        }
        catch (Exception e)
        {
            // The bus wraps what kept it from being made: a policy that does not compile, for one.
            var cause = e is ConfigurationException { InnerException: { } inner } ? inner : e;
            foreach (var line in cause.Message.Split('\n'))
            {
                view.Problem(line);
            }

            return 1;
        }
    }

    /// <returns>Null where the input cannot be read.</returns>
    private static ItemFile? ReadItems(RunOptions options, IView view)
    {
        if (options.Input is null || options.Resume)
        {
            return ItemFile.Empty;
        }

        try
        {
            var file = ItemFile.Read(options.Input);
            foreach (var (number, problem) in file.BadLines)
            {
                view.BadLine(options.Input, number, problem);
            }

            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            view.Problem($"the input `{options.Input}` cannot be read: {e.Message}");
            return null;
        }
    }

    private static string Title(IHost host, RunOptions options, ItemFile file)
    {
        var policy = host.Services.GetRequiredService<IPolicySource>().Current;
        var what = options.Resume ? "what an earlier run left" : $"{file.Items.Count} items";
        var bad = file.BadLines.Count == 0 ? "" : $" ({file.BadLines.Count} bad lines left out)";
        var transport = options.RabbitMq is null ? "in-memory transport" : $"RabbitMQ at {options.RabbitMq.Host}";
        return $"{options.Service}: {what}{bad}, {transport}, {policy.Rules.Count} rules, policy {policy.Hash[..12]}";
    }
}
