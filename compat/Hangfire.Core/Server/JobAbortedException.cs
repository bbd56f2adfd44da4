using System.Runtime.Serialization;

namespace Hangfire.Server;

[Serializable]
public class JobAbortedException : OperationCanceledException
{
    public JobAbortedException() { }

    protected JobAbortedException(SerializationInfo info, StreamingContext context)
        : base(info, context) { }
}
