using System.Text.Json;
using Actra.Capabilities.Conversion;

namespace Actra.Capabilities;

/// <summary>Where a number is found.</summary>
internal interface INumberSource
{
    /// <summary>The fact that it is in a converted schema.</summary>
    Fact Number { get; }

    /// <summary>The fact that tells whether there is one.</summary>
    Fact Given { get; }

    /// <summary>The number as the original finds it, and all that could be meant; null stands for what cannot be read.</summary>
    (double? Plain, IReadOnlyList<double?> Candidates) Read(ActionFacts facts);
}

/// <summary>The amount: the first of some members of the payload that is a number.</summary>
internal sealed class AmountSource : INumberSource
{
    private static readonly string[] Names = ["amount", "total", "value", "sum", "quantity", "price", "cost"];

    public Fact Number => Facts.Amount;

    public Fact Given => Facts.AmountGiven;

    public (double? Plain, IReadOnlyList<double?> Candidates) Read(ActionFacts facts)
    {
        var plain = Names
            .Select(name => facts.Payload.At(name) is { } value ? PythonNumber.Of(value) : null)
            .FirstOrDefault(number => number is not null);
        return (plain, [.. facts.Payload.Named(Names).Where(MayBeNumber).Select(PythonNumber.Of)]);
    }

    /// <summary>A text without a digit, such as a currency, is no amount; what is inside an object or a list is looked at by itself.</summary>
    private static bool MayBeNumber(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => PythonNumber.Of(value) is not null || value.GetString()!.Any(char.IsNumber),
            JsonValueKind.Array => false,
            _ => true,
        };
}

/// <summary>How many callers stand behind the action: <c>caller_depth</c> of its metadata.</summary>
internal sealed class DepthSource : INumberSource
{
    public Fact Number => Facts.Depth;

    public Fact Given => Facts.DepthGiven;

    public (double? Plain, IReadOnlyList<double?> Candidates) Read(ActionFacts facts) =>
        (facts.Said("caller_depth") is { } value ? PythonNumber.Of(value) : null, []);
}
