namespace Hangfire;

/// <summary>Puts job parameters in place of the arguments that ask for them, right before the job runs.</summary>
public class JobParameterInjectionFilter : IServerFilter
{
    public void OnPerforming(PerformingContext context)
    {
        var job = context.BackgroundJob.Job;
        var parameters = job.Method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            if (
                Attribute.GetCustomAttribute(parameters[i], typeof(FromParameterAttribute))
                is not FromParameterAttribute from
            )
            {
                continue;
            }

            var value = context.Connection.GetJobParameter(context.BackgroundJob.Id, from.ParameterName);
            if (value != null)
            {
                job.ReplaceArgument(
                    i,
                    SerializationHelper.Deserialize(value, parameters[i].ParameterType, SerializationOption.User)
                );
            }
        }
    }

    public void OnPerformed(PerformedContext context) { }
}
