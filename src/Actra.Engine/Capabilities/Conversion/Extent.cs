using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>Which values of one fact a term admits.</summary>
internal abstract record Extent
{
    /// <summary>Those that both admit; null where there are none.</summary>
    public abstract Extent? And(Extent other);

    /// <summary>True where the other admits all that this one does.</summary>
    public abstract bool Implies(Extent other);

    /// <summary>One value.</summary>
    public sealed record Exactly(FieldValue Value) : Extent
    {
        public override Extent? And(Extent other) => Implies(other) ? this : null;

        public override bool Implies(Extent other) =>
            other is Between range ? range.Holds(Value.AsNumber) : Equals(other);
    }

    /// <summary>The numbers above one and below another; either may be infinite.</summary>
    public sealed record Between(double Low, double High) : Extent
    {
        public override Extent? And(Extent other) =>
            other is not Between range ? other.And(this)
            : new Between(Math.Max(Low, range.Low), Math.Min(High, range.High)) is var both && both.Low < both.High
                ? both
            : null;

        public override bool Implies(Extent other) => other is Between range && range.Low <= Low && High <= range.High;

        public bool Holds(double number) => Low < number && number < High;
    }
}
