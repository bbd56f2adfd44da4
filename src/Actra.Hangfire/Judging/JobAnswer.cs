using Actra.Guard;
using Actra.Resolution;

namespace Actra.Hangfire;

/// <summary>The guard's answer about a job.</summary>
/// <param name="Admission">The answer.</param>
/// <param name="Queue">The queue that it was judged by.</param>
/// <param name="Identity">Who asked, where that is proved.</param>
internal sealed record JobAnswer(Admission Admission, string Queue, ActorIdentity? Identity);
