using System.Linq.Expressions;
using System.Reflection;
using Actra.Model;

namespace Actra.Resolution;

/// <summary>Compiles property paths to functions that give a field's value without reflection, and without boxing what <see cref="FieldValue"/> takes as it is.</summary>
internal static class FieldAccessors
{
    private static readonly MethodInfo From = typeof(FieldValue).GetMethod(nameof(FieldValue.From))!;

    private static readonly Type[] Integers =
    [
        typeof(int),
        typeof(short),
        typeof(sbyte),
        typeof(byte),
        typeof(ushort),
        typeof(uint),
    ];

    /// <summary>A function that reads a path of properties; a null on the way gives no value.</summary>
    public static Func<object, FieldValue> Compile(Type contract, IReadOnlyList<PropertyInfo> path)
    {
        var parameter = Expression.Parameter(typeof(object), "contract");
        var body = Walk(Expression.Convert(parameter, contract), path);
        return Expression.Lambda<Func<object, FieldValue>>(body, parameter).Compile();
    }

    private static Expression Walk(Expression owner, IEnumerable<PropertyInfo> path)
    {
        var rest = path.ToArray();
        if (rest.Length == 0)
        {
            return Value(owner);
        }

        var value = Expression.Variable(rest[0].PropertyType, rest[0].Name);
        Expression next =
            rest.Length > 1 && Nullable.GetUnderlyingType(value.Type) is not null
                ? Walk(Expression.Property(value, nameof(Nullable<int>.Value)), rest[1..])
                : Walk(value, rest[1..]);
        return Expression.Block(
            [value],
            Expression.Assign(value, Expression.Property(owner, rest[0])),
            CanBeNull(value.Type)
                ? Expression.Condition(
                    Expression.Equal(value, Expression.Constant(null, value.Type)),
                    Expression.Default(typeof(FieldValue)),
                    next
                )
                : next
        );
    }

    private static Expression Value(Expression value)
    {
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            return Value(Expression.Property(value, nameof(Nullable<int>.Value)));
        }

        if (Integers.Contains(value.Type))
        {
            value = Expression.Convert(value, typeof(long));
        }

        return
            typeof(FieldValue).GetMethod(nameof(FieldValue.Of), [value.Type]) is { } of
            && of.GetParameters()[0].ParameterType == value.Type
            ? Expression.Call(of, value)
            : Expression.Call(From, Expression.Convert(value, typeof(object)));
    }

    private static bool CanBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
}
