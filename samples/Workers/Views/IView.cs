using Workers.Running;

namespace Workers.Views;

/// <summary>How a run is shown.</summary>
internal interface IView
{
    void Started(string title);

    /// <summary>A line of the input is no item.</summary>
    void BadLine(string file, int number, string problem);

    /// <summary>An item has come somewhere.</summary>
    void Moved(Tracked item);

    /// <summary>All items have been decided, or wait.</summary>
    void Decided(IReadOnlyCollection<Tracked> items);

    /// <summary>A new part of the run begins.</summary>
    void Part(string title);

    /// <summary>Something worth knowing.</summary>
    void Say(string text);

    /// <summary>The run is over.</summary>
    void Totals(IReadOnlyCollection<Tracked> items);

    /// <summary>Something is not as it should be.</summary>
    void Problem(string text);
}
