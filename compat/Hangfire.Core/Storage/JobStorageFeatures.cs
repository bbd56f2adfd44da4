namespace Hangfire.Storage;

public static class JobStorageFeatures
{
    public static readonly string ExtendedApi = "Storage.ExtendedApi";
    public static readonly string JobQueueProperty = "Job.Queue";
    public static readonly string ProcessesInsteadOfComponents = "Storage.ProcessesInsteadOfComponents";

    public static class Connection
    {
        public static readonly string BatchedGetFirstByLowest = "BatchedGetFirstByLowestScoreFromSet";
        public static readonly string GetUtcDateTime = "Connection.GetUtcDateTime";
        public static readonly string GetSetContains = "Connection.GetSetContains";
        public static readonly string LimitedGetSetCount = "Connection.GetSetCount.Limited";
    }

    public static class Transaction
    {
        public static readonly string AcquireDistributedLock = "Transaction.AcquireDistributedLock";
        public static readonly string CreateJob = "Transaction.CreateJob";
        public static readonly string SetJobParameter = "Transaction.SetJobParameter";

        public static string RemoveFromQueue(Type fetchedJobType) =>
            $"Transaction.RemoveFromQueue:{fetchedJobType.Name}";
    }

    public static class Monitoring
    {
        public static readonly string DeletedStateGraphs = "Monitoring.DeletedStateGraphs";
        public static readonly string AwaitingJobs = "Monitoring.AwaitingJobs";
    }
}
