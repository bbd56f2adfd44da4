using Actra.Resolution;

namespace Actra.Hangfire;

/// <summary>What producers of jobs say.</summary>
public static class ActraJobs
{
    private static readonly AsyncLocal<Scope?> Ambient = new();

    /// <summary>The actor of the innermost <see cref="As"/>; null outside of any.</summary>
    public static Actor? Current
    {
        get
        {
            var scope = Ambient.Value;
            while (scope is { Ended: true })
            {
                scope = scope.Outer;
            }

            return scope?.Actor;
        }
    }

    /// <summary>Jobs created until the scope is disposed are created on behalf of an actor. Follows asynchronous calls.</summary>
    /// <param name="actor">The actor; its attributes are not kept, only who it is.</param>
    /// <returns>Ends the scope when disposed.</returns>
    public static IDisposable As(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var scope = new Scope(actor, Ambient.Value);
        Ambient.Value = scope;
        return scope;
    }

    // Threads started inside a scope keep a copy of it for ever: an ended scope must not speak for them.
    private sealed class Scope(Actor actor, Scope? outer) : IDisposable
    {
        public Actor Actor => actor;

        public Scope? Outer => outer;

        public bool Ended { get; private set; }

        public void Dispose()
        {
            Ended = true;
            if (ReferenceEquals(Ambient.Value, this))
            {
                Ambient.Value = outer;
            }
        }
    }
}
