using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.Logging;

namespace Actra.Capabilities;

/// <summary>How an <see cref="ActionRuntime"/> runs. Not changed once it is made.</summary>
public sealed class ActionRuntimeOptions
{
    /// <summary>Whether decisions count.</summary>
    /// <value><see cref="ExecutionMode.Enforce"/>.</value>
    public ExecutionMode Mode { get; set; }

    /// <summary>Keeps requests for approval.</summary>
    /// <value>Null: this process's memory, which a restart empties.</value>
    public IApprovalStore? ApprovalStore { get; set; }

    /// <summary>
    /// The keys that seal requests and approvals: with them, what somebody else has written into the store approves nothing. Without <see cref="Writer"/> they
    /// sign the log's heads, too.
    /// </summary>
    /// <value>Null: approvals are not sealed.</value>
    public ActraKeyRing? Keys { get; set; }

    /// <summary>Takes the record of every decision.</summary>
    /// <value>Null: this process's memory, which a restart empties.</value>
    public IAuditLog? AuditLog { get; set; }

    /// <summary>Writes to the decision log, for a host that has a writer of its own, which signs the log's heads. The host disposes it.</summary>
    /// <value>Null: the runtime makes one over <see cref="AuditLog"/>.</value>
    public AuditWriter? Writer { get; set; }

    /// <summary>Holds the calls of the approval store.</summary>
    /// <value>Null: a time budget and a few quick retries.</value>
    public ActraPipelines? Pipelines { get; set; }

    /// <summary>Times of approvals, and who approves. A policy's <c>approval_timeout_seconds</c> comes before <see cref="ApprovalDefaults.Expires"/>.</summary>
    /// <value>One person with the role <c>approver</c>, who is not the actor.</value>
    public ApprovalDefaults Approvals { get; } =
        new() { Requirement = new ApprovalRequirement { Groups = [new ApprovalGroup(["approver"], 1)] } };

    /// <summary>How much may wait for approval; past a limit, what needs approval is denied and nobody is asked.</summary>
    /// <value>Those of a new <see cref="ApprovalLimits"/>.</value>
    public ApprovalLimits Limits { get; set; } = new();

    /// <summary>
    /// Holds tenants apart: a request belongs to the tenant of <see cref="ActionContext"/>, and only approvers of that tenant see and decide it. What needs
    /// approval, and whose tenant the host does not say, is denied.
    /// </summary>
    /// <value>False.</value>
    public bool TenantsApart { get; set; }

    /// <summary>The service's name in requests and records.</summary>
    /// <value><c>app</c>.</value>
    public string ServiceName { get; set; } = "app";

    /// <summary>The clock.</summary>
    /// <value>The system's.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Where failures are logged.</summary>
    /// <value>Null: nowhere.</value>
    public ILoggerFactory? Loggers { get; set; }
}
