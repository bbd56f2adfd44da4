using Actra.Cli;

return Tool.Run(args, Terminal.OfProcess());
