using Actra.Model;

namespace Actra.Evaluation;

/// <summary>A compiled condition over slots. Immutable.</summary>
internal abstract class Condition
{
    /// <summary>The comparisons in it, left to right.</summary>
    public abstract IEnumerable<Atom> Atoms { get; }

    public abstract bool Holds(ReadOnlySpan<FieldValue> slots);

    /// <summary>As <see cref="Holds"/> where some slots could have any value; null where it depends on them, and then says on which.</summary>
    public abstract bool? MayHold(ReadOnlySpan<FieldValue> slots, ReadOnlySpan<bool> open, ICollection<Slot> dependsOn);

    /// <summary>As <see cref="Holds"/>, and writes down each comparison in turn, those that were not looked at too.</summary>
    public abstract bool Trace(ReadOnlySpan<FieldValue> slots, ICollection<AtomTrace> atoms);
}

/// <summary>All, or any, of several conditions; left to right, no further than needed.</summary>
internal sealed class Group(bool all, IReadOnlyList<Condition> items) : Condition
{
    private readonly Condition[] _items = [.. items];

    public override IEnumerable<Atom> Atoms => _items.SelectMany(i => i.Atoms);

    public override bool Holds(ReadOnlySpan<FieldValue> slots)
    {
        foreach (var item in _items)
        {
            if (item.Holds(slots) != all)
            {
                return !all;
            }
        }

        return all;
    }

    public override bool? MayHold(ReadOnlySpan<FieldValue> slots, ReadOnlySpan<bool> open, ICollection<Slot> dependsOn)
    {
        var ofItems = new List<Slot>();
        bool? result = all;
        foreach (var item in _items)
        {
            var holds = item.MayHold(slots, open, ofItems);
            if (holds == !all)
            {
                return !all;
            }

            result = holds is null ? null : result;
        }

        ofItems.ForEach(dependsOn.Add);
        return result;
    }

    public override bool Trace(ReadOnlySpan<FieldValue> slots, ICollection<AtomTrace> atoms)
    {
        for (var i = 0; i < _items.Length; i++)
        {
            if (_items[i].Trace(slots, atoms) != all)
            {
                foreach (var atom in _items.Skip(i + 1).SelectMany(item => item.Atoms))
                {
                    atoms.Add(atom.Untraced());
                }

                return !all;
            }
        }

        return all;
    }
}

/// <summary>A field compared with a literal or with another field.</summary>
internal sealed class Atom(Slot left, Operator @operator, Slot? right, FieldValue literal) : Condition
{
    private const string Mask = "***";

    private readonly int _left = left.Index;
    private readonly int _right = right?.Index ?? -1;
    private readonly FieldValue _literal = literal;

    public Slot Left => left;

    public Operator Operator => @operator;

    public Slot? Right => right;

    public FieldValue Literal => _literal;

    public override IEnumerable<Atom> Atoms => [this];

    public override bool Holds(ReadOnlySpan<FieldValue> slots) =>
        @operator.Holds(slots[_left], _right < 0 ? _literal : slots[_right]);

    public override bool? MayHold(ReadOnlySpan<FieldValue> slots, ReadOnlySpan<bool> open, ICollection<Slot> dependsOn)
    {
        var before = dependsOn.Count;
        if (open[_left])
        {
            dependsOn.Add(left);
        }

        if (_right >= 0 && open[_right])
        {
            dependsOn.Add(right!);
        }

        return dependsOn.Count == before ? Holds(slots) : null;
    }

    public override bool Trace(ReadOnlySpan<FieldValue> slots, ICollection<AtomTrace> atoms)
    {
        var holds = Holds(slots);
        var leftValue = Show(slots[_left]);
        var rightValue = Show(_right < 0 ? _literal : slots[_right]);
        atoms.Add(
            new AtomTrace(
                left.Field,
                leftValue,
                @operator.ToName(),
                right?.Field,
                rightValue,
                holds ? TraceOutcome.True : TraceOutcome.False
            )
        );
        return holds;
    }

    public AtomTrace Untraced() =>
        new(
            left.Field,
            null,
            @operator.ToName(),
            right?.Field,
            _right < 0 ? Show(_literal) : null,
            TraceOutcome.NotReached
        );

    // Where one side is sensitive, the other could tell it.
    private string Show(FieldValue value) =>
        left.Sensitive || right?.Sensitive == true ? Mask
        : value.Type == FieldType.String ? $"\"{value}\""
        : value.HasValue ? value.ToString()
        : "(missing)";
}
