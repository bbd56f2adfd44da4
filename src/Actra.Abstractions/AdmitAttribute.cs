using System;

namespace Actra
{
    /// <summary>Calls of this method run only when the policy allows them: see <c>ActraRuntime.Protect</c>.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = true)]
    public sealed class AdmitAttribute : Attribute
    {
        /// <summary>The action is named by <see cref="ActraActionAttribute"/> on the method or its type, or else by the method's name in snake_case.</summary>
        public AdmitAttribute() { }

        /// <summary>Names the action.</summary>
        /// <param name="action">The action's name in the schema.</param>
        public AdmitAttribute(string action) => Action = action;

        /// <summary>The action's name, or null where the method or its type says it.</summary>
        public string? Action { get; }

        /// <summary>The parameters that are fields of the action; null means all that the schema declares.</summary>
        public string[]? Fields { get; set; }
    }
}
