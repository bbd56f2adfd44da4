namespace Workers.Running;

/// <summary>What the command line said.</summary>
public sealed record RunOptions
{
    /// <summary>The items to run; null where there are none.</summary>
    public string? Input { get; init; }

    /// <summary>Where store, decision log, ledger and key are kept.</summary>
    public required string Data { get; init; }

    /// <summary>The service's name: a prefix of its queues.</summary>
    public required string Service { get; init; }

    /// <summary>The broker; null for the in-memory transport.</summary>
    public Uri? RabbitMq { get; init; }

    public bool Json { get; init; }

    public bool Serve { get; init; }

    public bool Resume { get; init; }

    public bool NoApprover { get; init; }

    public bool Verbose { get; init; }

    /// <summary>A file in the data directory, which is made where it is missing.</summary>
    public string InData(string name) => Path.Combine(Directory.CreateDirectory(Data).FullName, name);
}
