using Actra.Model;
using Actra.Resolution;
using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;

namespace Actra.Hangfire;

/// <summary>
/// On whose behalf the occurrences of a recurring job run. The owner is sealed beside the recurring job's definition and bound to its type, method and arguments: set
/// it after <c>AddOrUpdate</c>, and again whenever those change.
/// </summary>
public sealed class RecurringJobOwners
{
    private const string Field = "Actra.Owner";
    private readonly JobServices _services;

    internal RecurringJobOwners(JobServices services) => _services = services;

    /// <summary>Sets the owner.</summary>
    /// <param name="recurringJobId">The recurring job.</param>
    /// <param name="owner">The actor; its attributes are not kept, only who it is.</param>
    /// <param name="storage">The storage; that of the host's jobs where null.</param>
    /// <exception cref="ArgumentException">The owner is nobody.</exception>
    /// <exception cref="ActraException">There is no such recurring job, its job cannot be loaded, or the host has no signing key.</exception>
    public void Set(string recurringJobId, Actor owner, JobStorage? storage = null)
    {
        ArgumentNullException.ThrowIfNull(recurringJobId);
        ArgumentNullException.ThrowIfNull(owner);
        if (owner.Id is not { } ownerId)
        {
            throw new ArgumentException("an owner has an id", nameof(owner));
        }

        var keys =
            _services.Keys
            ?? throw new ActraException("a recurring job's owner is sealed: the host needs a key (SignWith)");
        storage ??= _services.Storage;
        using var connection = storage.GetConnection();
        var job =
            connection.GetRecurringJobs().Find(recurring => recurring.Id == recurringJobId)?.Job
            ?? throw new ActraException($"there is no recurring job `{recurringJobId}` whose job can be loaded");
        var seal = ActorSeal.Create(
            keys,
            new ActorIdentity(ownerId, owner.Type, owner.Tenant, ActorSource.Host),
            WorkId(_services, storage, recurringJobId),
            JobDigest.OfStored(job),
            _services.Clock.GetUtcNow()
        );
        connection.SetRangeInHash(Hash(recurringJobId), [KeyValuePair.Create(Field, seal.Encode())]);
    }

    /// <summary>The owner of an occurrence's recurring job; null where it has none that can be believed, and the host names none.</summary>
    internal static Actor? Find(
        JobServices services,
        JobStorage storage,
        IStorageConnection connection,
        string recurringJobId,
        Job job
    )
    {
        var text = connection is JobStorageConnection current
            ? current.GetValueFromHash(Hash(recurringJobId), Field)
            : connection.GetAllEntriesFromHash(Hash(recurringJobId))?.GetValueOrDefault(Field);
        if (text is null)
        {
            return services.Options.RecurringOwner?.Invoke(recurringJobId);
        }

        var refusal = "the owner's seal cannot be read";
        var identity =
            services.Keys is { } keys && ActorSeal.TryDecode(text, out var seal)
                ? seal.Verify(
                    keys,
                    WorkId(services, storage, recurringJobId),
                    JobDigest.OfStored(job),
                    services.Clock.GetUtcNow(),
                    Timeout.InfiniteTimeSpan,
                    out refusal
                )
                : null;
        if (identity is null)
        {
            Log.SealRefused(services.Logger, recurringJobId, refusal ?? "");
            return null;
        }

        return Actor.From(identity);
    }

    private static string WorkId(JobServices services, JobStorage storage, string recurringJobId) =>
        $"{services.Nonces.Of(storage)}:recurring:{recurringJobId}";

    private static string Hash(string recurringJobId) => $"recurring-job:{recurringJobId}";
}
