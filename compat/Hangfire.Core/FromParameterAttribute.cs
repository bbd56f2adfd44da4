namespace Hangfire;

[AttributeUsage(AttributeTargets.Parameter)]
public class FromParameterAttribute : Attribute
{
    public FromParameterAttribute(string parameterName)
    {
        ArgumentNullException.ThrowIfNull(parameterName);
        ParameterName = parameterName;
    }

    public string ParameterName { get; }
}
