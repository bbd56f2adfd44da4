using Dapper;
using Microsoft.Data.Sqlite;

namespace Actra.Storage;

/// <summary>Statements inside a transaction.</summary>
internal static class SqliteTransactions
{
    /// <summary>Runs a statement, and says how many rows it touched.</summary>
    public static int Run(this SqliteTransaction transaction, string sql, object? parameters = null) =>
        transaction.Connection!.Execute(sql, parameters, transaction);
}
