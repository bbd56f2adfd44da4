using Actra.Approvals;
using Actra.Audit;
using Actra.Hosting;
using Actra.TestSupport;

namespace Actra.Storage.Tests.Campaigns;

/// <summary>A database of its own for one test, which many handles and processes open, and which is gone afterwards.</summary>
internal sealed class StorePlace : IDisposable
{
    private readonly List<Handle> _open = [];
    private readonly TemporarySchema? _schema;
    private readonly TemporaryFile? _file;

    private StorePlace(TemporaryFile file) => (Kind, Name, _file) = (Worker.Sqlite, file.Path, file);

    private StorePlace(TemporarySchema schema) => (Kind, Name, _schema) = (Worker.Postgres, schema.Name, schema);

    /// <summary>As worker processes are told it: <see cref="Worker.Sqlite"/> or <see cref="Worker.Postgres"/>.</summary>
    public string Kind { get; }

    /// <summary>The file, or the schema.</summary>
    public string Name { get; }

    public static StorePlace Sqlite() => new(new TemporaryFile());

    public static StorePlace Postgres(TemporarySchema? schema = null) => new(schema ?? new TemporarySchema());

    public static StorePlace New(string kind) => kind == Worker.Sqlite ? Sqlite() : Postgres();

    /// <summary>Opens a place that another process has.</summary>
    public static Handle OpenAt(string kind, string name, TimeProvider clock)
    {
        if (kind == Worker.Sqlite)
        {
            var file = SqliteDatabase.Open(name);
            return new(file, new SqliteApprovalStore(file, clock), new SqliteAuditLog(file), file.StoreId, clock);
        }

        var schema = PostgresDatabase.Open(Connection(name), name);
        return new(
            schema,
            new PostgresApprovalStore(schema, clock),
            new PostgresAuditLog(schema),
            schema.StoreId,
            clock
        );
    }

    /// <summary>Has a host keep approvals and log there.</summary>
    public static void Keep(ActraBuilder actra, string kind, string name)
    {
        if (kind == Worker.Sqlite)
        {
            actra.UseSqlite(name);
        }
        else
        {
            actra.UsePostgres(Connection(name), name);
        }
    }

    /// <summary>A handle as another process would have it; closed with the place.</summary>
    public Handle Open(TimeProvider clock)
    {
        var handle = OpenAt(Kind, Name, clock);
        _open.Add(handle);
        return handle;
    }

    /// <summary>Waits until nothing of killed processes is left in the server.</summary>
    public Task SettleAsync() => _schema?.UntilNobodyIsConnectedAsync() ?? Task.CompletedTask;

    public void Dispose()
    {
        _open.ForEach(handle => handle.Database.Dispose());
        _file?.Dispose();
        if (Servers.Find(Servers.PostgreSql) is not null)
        {
            _schema?.Dispose();
        }
    }

    private static string Connection(string schema) =>
        $"{TemporarySchema.Server};Maximum Pool Size=8;Timeout=60;Command Timeout=60;Application Name={schema}";

    /// <summary>A store, its decision log, and what people use over both.</summary>
    public sealed record Handle(
        IDisposable Database,
        IApprovalStore Store,
        IAuditLog Log,
        string StoreId,
        TimeProvider Clock
    )
    {
        public ApprovalService People { get; } = new(Store, Log, Clock);
    }
}
