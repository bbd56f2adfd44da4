using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Hangfire;
using Hangfire.Storage;

namespace Actra.Hangfire;

/// <summary>Tells one storage from another: job ids start again when a storage is wiped, and an approval must not fit another storage's job of the same id.</summary>
internal sealed class StorageNonces
{
    private const string Key = "actra:storage";
    private const string Field = "nonce";
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(15);

    private readonly ConditionalWeakTable<JobStorage, string> _known = [];

    /// <summary>The storage's nonce, made when first asked for. Hexadecimal.</summary>
    public string Of(JobStorage storage)
    {
        if (_known.TryGetValue(storage, out var known))
        {
            return known;
        }

        using var connection = storage.GetConnection();
        var nonce = Read(connection) ?? Create(connection);
        return _known.GetValue(storage, _ => nonce);
    }

    /// <summary>The id of a job as a piece of work.</summary>
    public string WorkId(JobStorage storage, string jobId) => $"{Of(storage)}:{jobId}";

    /// <summary>The job's id, where the piece of work is a job of this storage.</summary>
    public string? JobId(JobStorage storage, string workId)
    {
        var prefix = Of(storage) + ":";
        return workId.StartsWith(prefix, StringComparison.Ordinal) ? workId[prefix.Length..] : null;
    }

    private static string? Read(IStorageConnection connection) =>
        connection.GetAllEntriesFromHash(Key)?.GetValueOrDefault(Field);

    private static string Create(IStorageConnection connection)
    {
        using (connection.AcquireDistributedLock(Key, LockTimeout))
        {
            if (Read(connection) is { } other)
            {
                return other;
            }

            var nonce = RandomNumberGenerator.GetHexString(16, lowercase: true);
            connection.SetRangeInHash(Key, [KeyValuePair.Create(Field, nonce)]);
            return nonce;
        }
    }
}
