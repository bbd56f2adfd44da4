using Actra;

namespace Workers.Contracts;

/// <summary>Bring a version of a service into an environment.</summary>
[ActraAction("deploy")]
public sealed record Deploy(string Service, string Environment, string Version);
