using Actra.Approvals;
using Actra.Audit;
using Actra.TestSupport;

namespace Actra.Storage.Tests.Campaigns;

/// <summary>A database of its own for one test, which many handles and processes open, and which is gone afterwards.</summary>
internal abstract class StorePlace : IDisposable
{
    /// <summary>As worker processes are told it: <see cref="Worker.Sqlite"/> or <see cref="Worker.Postgres"/>.</summary>
    public abstract string Kind { get; }

    /// <summary>The file, or the schema.</summary>
    public abstract string Name { get; }

    /// <summary>A handle as another process would have it; closed with the place.</summary>
    public abstract Handle Open(TimeProvider clock);

    /// <summary>Waits until nothing of killed processes is left in the server.</summary>
    public virtual Task SettleAsync() => Task.CompletedTask;

    public abstract void Dispose();

    public static StorePlace Sqlite() => new SqlitePlace();

    public static StorePlace Postgres() => new PostgresPlace();

    /// <summary>A store, its decision log, and what people use over both.</summary>
    public sealed record Handle(IApprovalStore Store, IAuditLog Log, string StoreId, TimeProvider Clock)
    {
        public ApprovalService People { get; } = new(Store, Log, Clock);
    }

    private sealed class SqlitePlace : StorePlace
    {
        private readonly TemporaryFile _file = new();
        private readonly List<SqliteDatabase> _open = [];

        public override string Kind => Worker.Sqlite;

        public override string Name => _file.Path;

        public override Handle Open(TimeProvider clock)
        {
            var database = SqliteDatabase.Open(_file.Path);
            lock (_open)
            {
                _open.Add(database);
            }

            return new(new SqliteApprovalStore(database, clock), new SqliteAuditLog(database), database.StoreId, clock);
        }

        public override void Dispose()
        {
            _open.ForEach(database => database.Dispose());
            _file.Dispose();
        }
    }

    private sealed class PostgresPlace : StorePlace
    {
        private readonly TemporarySchema _schema = new();

        public override string Kind => Worker.Postgres;

        public override string Name => _schema.Name;

        public override Handle Open(TimeProvider clock)
        {
            var database = _schema.Open();
            return new(
                new PostgresApprovalStore(database, clock),
                new PostgresAuditLog(database),
                database.StoreId,
                clock
            );
        }

        public override Task SettleAsync() => _schema.UntilNobodyIsConnectedAsync();

        public override void Dispose()
        {
            // Without a server all tests are skipped, and nothing was made.
            if (Servers.Find(Servers.PostgreSql) is not null)
            {
                _schema.Dispose();
            }
        }
    }
}
