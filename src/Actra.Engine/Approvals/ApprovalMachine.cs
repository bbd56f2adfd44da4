namespace Actra.Approvals;

/// <summary>The state machine of a request: a pure function from a request, a command and the time to what follows.</summary>
public static class ApprovalMachine { }
