using System.Linq.Expressions;
using System.Reflection;

namespace Hangfire.Common;

/// <summary>Reads a job out of a method-call expression, evaluating the arguments as it does.</summary>
internal static class JobExpression
{
    public static Job Read(LambdaExpression methodCall, Type explicitType, string queue)
    {
        ArgumentNullException.ThrowIfNull(methodCall);
        if (methodCall.Body is not MethodCallExpression call)
        {
            throw new ArgumentException("The body of the expression must be a method call.", nameof(methodCall));
        }

        var method = call.Method;
        var type = explicitType ?? method.DeclaringType;
        if (explicitType == null && call.Object != null)
        {
            var target =
                Evaluate(call.Object) ?? throw new InvalidOperationException("The object of the method call is null.");
            type = target.GetType();
            method = OnType(type, method);
        }
        else if (method.IsStatic)
        {
            type = method.DeclaringType;
        }

        return new Job(type, method, [.. call.Arguments.Select(Evaluate)], queue);
    }

    private static MethodInfo OnType(Type type, MethodInfo method)
    {
        if (!method.DeclaringType.IsInterface)
        {
            return method;
        }

        var parameters = method.GetParameters().Select(p => p.ParameterType).ToArray();
        return method.IsGenericMethod ? method : type.GetMethod(method.Name, parameters) ?? method;
    }

    private static object Evaluate(Expression expression) =>
        expression is ConstantExpression constant
            ? constant.Value
            : Expression.Lambda<Func<object>>(Expression.Convert(expression, typeof(object))).Compile(true)();
}
