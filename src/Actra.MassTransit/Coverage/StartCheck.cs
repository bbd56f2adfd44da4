using System.Text;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>What must hold before a guarded bus starts; all problems in one error.</summary>
internal static class StartCheck
{
    public static void Run(GuardedBus guarded, IBus bus)
    {
        var problems = new List<string>();
        var unmapped = new List<Type>();
        foreach (var endpoint in guarded.Consumed.Endpoints)
        {
            foreach (var type in endpoint.Types)
            {
                Check(guarded, endpoint, type, problems, unmapped);
            }
        }

        problems.AddRange(GuardCoverage.Problems(bus, guarded.Consumed));
        if (unmapped.Count > 0 && guarded.Options.UnmappedMessages == Unmapped.Report)
        {
            Log.Unmapped(guarded.Logger, Lines(unmapped));
        }
        else if (unmapped.Count > 0)
        {
            problems.Add(
                "these messages are consumed, map to no action and are not exempt; mark them with [ActraAction] or [ActraExempt], or paste and complete:"
                    + Lines(unmapped)
            );
        }

        if (problems.Count > 0)
        {
            throw new ConfigurationException(
                "Actra cannot guard this bus: "
                    + string.Join(Environment.NewLine, problems.Distinct(StringComparer.Ordinal))
            );
        }

        guarded.Consumed.Late = (endpoint, type) => CheckLate(guarded, endpoint, type);
    }

    /// <summary>An endpoint that is connected to a running bus meets the same conditions.</summary>
    private static void CheckLate(GuardedBus guarded, EndpointTypes endpoint, ConsumedType type)
    {
        var problems = new List<string>();
        var unmapped = new List<Type>();
        Check(guarded, endpoint, type, problems, unmapped);
        if (unmapped.Count > 0 && guarded.Options.UnmappedMessages == Unmapped.Fail)
        {
            problems.Add($"`{type.Type.FullName}` maps to no action and is not exempt");
        }

        if (problems.Count > 0)
        {
            throw new ConfigurationException(
                $"Actra cannot guard endpoint `{endpoint.Name}`: {string.Join("; ", problems)}"
            );
        }
    }

    private static void Check(
        GuardedBus guarded,
        EndpointTypes endpoint,
        ConsumedType type,
        List<string> problems,
        List<Type> unmapped
    )
    {
        MessageContract contract;
        try
        {
            contract = guarded.Contracts.For(type.Type, guarded.Guard.Policies.Current);
        }
        catch (Resolution.ContractException e)
        {
            problems.Add(e.Message);
            return;
        }

        if (contract.IsUnmapped)
        {
            if (!unmapped.Contains(type.Type))
            {
                unmapped.Add(type.Type);
            }
        }
        else if (
            endpoint.IsTemporary
            && contract.Action is { } action
            && guarded.Guard.Policies.Current.MayRequireApproval(action)
        )
        {
            problems.Add(
                $"action `{action}` may need approval, and endpoint `{endpoint.Name}` is temporary: its messages have nowhere to come back to"
            );
        }
    }

    private static string Lines(IEnumerable<Type> types)
    {
        var lines = new StringBuilder();
        foreach (var type in types.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            var why = BuiltInContracts.WhyNot(type);
            lines
                .AppendLine()
                .Append($"    o.Map<{TypeText.Of(type)}>(\"…\"); or o.Exempt<{TypeText.Of(type)}>(\"…\");")
                .Append(why is null ? "" : $" // {why}");
        }

        return lines.ToString();
    }
}
