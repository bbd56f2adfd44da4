using System.Linq.Expressions;
using System.Reflection;

namespace Actra.Runtime;

/// <summary>Reads a call that is written as an expression.</summary>
internal static class CallExpression
{
    /// <summary>The method, and its arguments as they are now.</summary>
    /// <exception cref="ArgumentException">The expression is no call of a method of its parameter.</exception>
    public static (MethodInfo Method, object?[] Arguments) Read<T>(Expression<Action<T>> call) =>
        call.Body is MethodCallExpression { Object: ParameterExpression } expression
            ? (expression.Method, [.. expression.Arguments.Select(Value)])
            : throw new ArgumentException($"the expression is no call of a method of {typeof(T).Name}");

    private static object? Value(Expression argument) =>
        argument is ConstantExpression constant
            ? constant.Value
            : Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object))).Compile()();
}
