using Actra.Resolution;

namespace Actra.Hosting;

/// <summary>The Polly pipelines of a host: the defaults, with what the options change.</summary>
internal static class HostPipelines
{
    public static ActraPipelines Build(ActraOptions options)
    {
        var pipelines = new ActraPipelines(options.Guard.ResolverTimeout);
        foreach (var change in options.PipelineChanges)
        {
            change(pipelines);
        }

        return pipelines;
    }
}
