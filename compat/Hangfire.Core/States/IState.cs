namespace Hangfire.States;

public interface IState
{
    string Name { get; }
    string Reason { get; }
    bool IsFinal { get; }
    bool IgnoreJobLoadException { get; }
    Dictionary<string, string> SerializeData();
}
