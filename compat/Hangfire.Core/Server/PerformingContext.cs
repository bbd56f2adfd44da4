namespace Hangfire.Server;

public class PerformingContext : PerformContext
{
    public PerformingContext(PerformContext context)
        : base(context) { }

    public bool Canceled { get; set; }
}
