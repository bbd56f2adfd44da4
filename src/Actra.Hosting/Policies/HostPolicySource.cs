using Actra.Compilation;
using Actra.Guard;
using Actra.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>The policy in force: compiled at first use, replaced whole by a newer one that loads, kept where a newer one does not.</summary>
internal sealed class HostPolicySource(
    PolicyPlace place,
    ActraOptions options,
    IServiceProvider services,
    TimeProvider clock,
    ILogger<HostPolicySource> logger
) : IPolicySource
{
    private readonly Lock _loading = new();
    private volatile ActraPolicy? _current;
    private volatile PolicyStatus? _status;
    private string? _fingerprint;

    public ActraPolicy Current => _current ?? LoadFirst();

    /// <summary>Null as long as no policy was loaded.</summary>
    public PolicyStatus? Status => _status;

    public PolicyPlace Place => place;

    /// <summary>Loads the policy, asks every check, and throws where it cannot be used.</summary>
    public void Require()
    {
        var policy = Current;
        if (Problems(policy) is { Length: > 0 } problems)
        {
            throw new ActraException($"{place.Name} cannot be used in this host: {problems}");
        }

        Log.PolicyLoaded(logger, policy.Hash, place.Name);
        Warn(policy);
    }

    /// <summary>Looks at the files; where their contents have changed, the policy is compiled beside the running one and takes its place if it can be used.</summary>
    public void Refresh()
    {
        lock (_loading)
        {
            var running = Current;
            try
            {
                var fingerprint = place.Fingerprint();
                if (fingerprint == _fingerprint)
                {
                    return;
                }

                _fingerprint = fingerprint;
                var policy = place.Compile();
                if (Problems(policy) is { Length: > 0 } problems)
                {
                    Refuse(running, problems, null);
                    return;
                }

                _current = policy;
                _status = new PolicyStatus(policy.Hash, clock.GetUtcNow());
                Log.PolicyReloaded(logger, policy.Hash, running.Hash, place.Name);
                Warn(policy);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (e is IOException or UnauthorizedAccessException)
                {
                    // The file may be readable at the next look, with the same contents.
                    _fingerprint = null;
                }

                Refuse(running, e.Message, e);
            }
        }
    }

    private ActraPolicy LoadFirst()
    {
        lock (_loading)
        {
            if (_current is { } loaded)
            {
                return loaded;
            }

            _fingerprint = place.Fingerprint();
            var policy = place.Compile();
            _status = new PolicyStatus(policy.Hash, clock.GetUtcNow());
            return _current = policy;
        }
    }

    private void Refuse(ActraPolicy running, string problem, Exception? cause)
    {
        if (_status is { } status && status.Problem != problem)
        {
            _status = status with { Problem = problem, ProblemAt = clock.GetUtcNow() };
            Log.PolicyNotReloaded(logger, cause, place.Name, problem, running.Hash);
        }
    }

    private void Warn(ActraPolicy policy)
    {
        foreach (var warning in policy.Warnings)
        {
            Log.PolicyWarning(logger, warning.ToString());
        }

        if (TenantWarnings.Of(policy, options.TenantField) is { } tenants)
        {
            Log.PolicyWarning(logger, tenants);
        }
    }

    private string Problems(ActraPolicy policy) =>
        string.Join("; ", services.GetServices<IPolicyCheck>().SelectMany(check => check.Check(policy)));
}
