using System;

namespace Actra
{
    /// <summary>
    /// Says, with a reason, that a contract, a job or a method needs no decision. Without it (and without an action) a guarded host
    /// refuses to start, or blocks the job.
    /// </summary>
    [AttributeUsage(
        AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method,
        AllowMultiple = false,
        Inherited = true
    )]
    public sealed class ActraExemptAttribute : Attribute
    {
        /// <summary>Exempts the target.</summary>
        /// <param name="reason">Why no decision is needed, for whoever reviews the code. Not empty.</param>
        /// <exception cref="ArgumentException">The reason is empty.</exception>
        public ActraExemptAttribute(string reason)
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                throw new ArgumentException("an exemption needs a reason", nameof(reason));
            }

            Reason = reason;
        }

        /// <summary>Why no decision is needed.</summary>
        public string Reason { get; }
    }
}
