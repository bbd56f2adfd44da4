namespace Hangfire;

[AttributeUsage(AttributeTargets.Parameter)]
public class FromResultAttribute : FromParameterAttribute
{
    public FromResultAttribute()
        : base("AntecedentResult") { }
}
