using Actra.Conformance;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: Actra.Conformance DIR...");
    return 2;
}

var results = VectorRun.Run(args);
foreach (var failed in results.Where(r => r.Outcome == CaseOutcome.Failed))
{
    Console.WriteLine(failed);
}

Console.WriteLine("deliberate differences:");
foreach (
    var skipped in results.Where(r => r.Outcome == CaseOutcome.Skipped).GroupBy(r => r.Detail, StringComparer.Ordinal)
)
{
    Console.WriteLine($"  {skipped.Key}:");
    foreach (var result in skipped)
    {
        Console.WriteLine($"    {result.File}/{result.Name}");
    }
}

int Count(CaseOutcome outcome) => results.Count(r => r.Outcome == outcome);
Console.WriteLine(
    $"{Count(CaseOutcome.Passed)} passed, {Count(CaseOutcome.Failed)} failed, {Count(CaseOutcome.Skipped)} skipped"
);
return Count(CaseOutcome.Failed) > 0 || results.Count == 0 ? 1 : 0;
