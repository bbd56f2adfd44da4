using System;

namespace Actra
{
    /// <summary>
    /// Names the schema field that a property or parameter fills, where neither its name nor the snake_case form of its name is that of the field.
    /// </summary>
    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = false, Inherited = true)]
    public sealed class ActraFieldAttribute : Attribute
    {
        /// <summary>Names the field.</summary>
        /// <param name="name">The field's name in the schema, for example <c>amount</c>. Not empty.</param>
        /// <exception cref="ArgumentException">The name is empty.</exception>
        public ActraFieldAttribute(string name)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                throw new ArgumentException("a field needs a name", nameof(name));
            }

            Name = name;
        }

        /// <summary>The field's name in the schema.</summary>
        public string Name { get; }
    }
}
