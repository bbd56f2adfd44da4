using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Actra.Benchmarks.DecisionBenchmark).Assembly).Run(args);
