namespace Actra.Capabilities;

/// <summary>Where a path leads, told from its text alone: <c>.</c> and <c>..</c> are followed, both slashes separate.</summary>
internal sealed class PathPlace
{
    private PathPlace(bool rooted, bool astray, IReadOnlyList<string> steps)
    {
        Rooted = rooted;
        Astray = astray;
        Steps = steps;
    }

    /// <summary>True where it starts at the root.</summary>
    private bool Rooted { get; }

    /// <summary>True where the text does not say where it leads: above its start, a home folder, characters that end it early.</summary>
    private bool Astray { get; }

    private IReadOnlyList<string> Steps { get; }

    public static PathPlace Of(string path)
    {
        var text = path.Replace('\\', '/');
        var rooted = text.StartsWith('/');
        var astray = text.StartsWith('~') || text.Any(char.IsControl) || text.Contains('%', StringComparison.Ordinal);
        var steps = new List<string>();
        foreach (var step in text.Split('/').Where(step => step is not ("" or ".")))
        {
            if (step != "..")
            {
                steps.Add(step);
            }
            else if (steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else
            {
                astray |= !rooted;
            }
        }

        return new PathPlace(rooted, astray, steps);
    }

    /// <summary>True where the other place is this one, or below it.</summary>
    /// <param name="other">The other place.</param>
    /// <param name="loosely">True to count what may be below it: a path that leads astray, another case.</param>
    public bool Holds(PathPlace other, bool loosely)
    {
        if (Astray || other.Astray)
        {
            return loosely;
        }

        var comparison = loosely ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return Rooted == other.Rooted
            && Steps.Count <= other.Steps.Count
            && Steps.Zip(other.Steps).All(pair => string.Equals(pair.First, pair.Second, comparison));
    }
}
