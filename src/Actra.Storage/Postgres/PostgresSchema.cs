using Actra.Approvals;

namespace Actra.Storage;

/// <summary>The steps from an empty schema to the present version. A step that was released is never changed.</summary>
internal static class PostgresSchema
{
    private static readonly Func<string, string>[] Steps =
    [
        First,
        PostgresAuditHeads.Table,
        PostgresVoteInbox.Table,
        PostgresListing.Tables,
        PostgresNoticeOutbox.Table,
        PostgresRecordOutbox.Table,
        PostgresEnvelopes.Storage,
        PostgresAuditCuts.Table,
        PostgresChain.Table,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Latest => Steps.Length;

    /// <summary>The statements of a step.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="version">The version that it leads to, from 1.</param>
    public static string Step(string schema, int version) => Steps[version - 1](schema);

    // Times are UTC ticks. A document holds the whole request or entry; columns beside it are what queries look for.
    private static string First(string schema) =>
        $"""
            CREATE TABLE {schema}.meta (name text PRIMARY KEY, value text NOT NULL);

            CREATE TABLE {schema}.requests (
                number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                id          text NOT NULL UNIQUE,
                work_key    text NOT NULL,
                generation  integer NOT NULL,
                service     text NOT NULL,
                kind        integer NOT NULL,
                endpoint    text NOT NULL,
                actions     text[] NOT NULL,
                state       integer NOT NULL,
                version     bigint NOT NULL,
                created_at  bigint NOT NULL,
                changed_at  bigint NOT NULL,
                approved_at bigint,
                released_at bigint,
                due_at      bigint,
                document    text NOT NULL,
                UNIQUE (work_key, generation)
            );
            CREATE INDEX requests_newest ON {schema}.requests (created_at, number);
            CREATE INDEX requests_state ON {schema}.requests (service, state, created_at, number);
            CREATE INDEX requests_releasable ON {schema}.requests (service, kind, approved_at, number)
                WHERE state = {(int)ApprovalState.Approved};
            CREATE INDEX requests_due ON {schema}.requests (service, due_at) WHERE due_at IS NOT NULL;
            CREATE INDEX requests_released ON {schema}.requests (service, released_at)
                WHERE state = {(int)ApprovalState.Released};

            CREATE TABLE {schema}.envelopes (
                approval_id  text PRIMARY KEY REFERENCES {schema}.requests (id),
                content_type text NOT NULL,
                headers      text NOT NULL,
                body         bytea NOT NULL
            );

            CREATE TABLE {schema}.outbox (
                approval_id   text PRIMARY KEY REFERENCES {schema}.requests (id),
                service       text NOT NULL,
                kind          integer NOT NULL,
                created_at    bigint NOT NULL,
                done          boolean NOT NULL DEFAULT false,
                claimed_by    text,
                claimed_until bigint
            );
            CREATE INDEX outbox_pending ON {schema}.outbox (service, kind, created_at, approval_id) WHERE NOT done;

            CREATE TABLE {schema}.deferred (
                number        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                key           text NOT NULL UNIQUE,
                service       text NOT NULL,
                kind          integer NOT NULL,
                due_at        bigint NOT NULL,
                document      text NOT NULL,
                body          bytea NOT NULL,
                claimed_by    text,
                claimed_until bigint
            );
            CREATE INDEX deferred_due ON {schema}.deferred (service, kind, due_at, number);

            CREATE TABLE {schema}.records (
                sequence bigint PRIMARY KEY,
                entry    text NOT NULL,
                previous text NOT NULL,
                hash     text NOT NULL
            );

            INSERT INTO {schema}.meta VALUES ('application', 'actra')
            """;
}
