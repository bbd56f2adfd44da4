namespace Hangfire.Storage.Monitoring;

public class StateHistoryDto
{
    public StateHistoryDto() { }

    public string StateName { get; set; }
    public string Reason { get; set; }
    public DateTime CreatedAt { get; set; }
    public IDictionary<string, string> Data { get; set; }
}
