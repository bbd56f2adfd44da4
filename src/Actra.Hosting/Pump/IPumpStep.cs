namespace Actra.Hosting;

/// <summary>One thing that the pump does in a round.</summary>
internal interface IPumpStep
{
    string Name { get; }

    /// <exception cref="Exception">Nothing could be listed: the store is down.</exception>
    Task<PumpStepResult> RunAsync(CancellationToken ct);
}

/// <summary>What became of a step.</summary>
/// <param name="Done">How many items were dealt with.</param>
/// <param name="Problems">What failed, in words.</param>
/// <param name="More">True where more items wait already.</param>
internal sealed record PumpStepResult(int Done, IReadOnlyList<string> Problems, bool More);
