namespace Actra.Resolution;

/// <summary>Gives what surrounds a call of the host's own code: the current request, session or tenant. Actor, snapshot and action resolvers get it.</summary>
public interface IContextResolver
{
    /// <summary>The context; null where there is none. An exception means that the call cannot be judged: it does not run.</summary>
    object? Resolve();
}
