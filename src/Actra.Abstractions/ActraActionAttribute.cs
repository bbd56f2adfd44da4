using System;

namespace Actra
{
    /// <summary>
    /// Names the action that a message contract, a job class, a job method or a service method stands for. The action must be
    /// declared in the policy's schema; its fields are read from the contract's properties or the method's parameters.
    /// A name on a method wins over one on its type; both are inherited.
    /// </summary>
    [AttributeUsage(
        AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method,
        AllowMultiple = false,
        Inherited = true
    )]
    public sealed class ActraActionAttribute : Attribute
    {
        /// <summary>Names the action.</summary>
        /// <param name="name">The action's name in the schema, for example <c>refund</c>. Not empty.</param>
        /// <exception cref="ArgumentException">The name is empty.</exception>
        public ActraActionAttribute(string name)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException("an action needs a name", nameof(name));
            }

            Name = name;
        }

        /// <summary>The action's name in the schema.</summary>
        public string Name { get; }
    }
}
