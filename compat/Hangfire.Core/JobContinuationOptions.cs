namespace Hangfire;

public enum JobContinuationOptions
{
    OnAnyFinishedState = 0,
    OnlyOnSucceededState = 1,
    OnlyOnDeletedState = 2,
}
