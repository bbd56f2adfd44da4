using System.CommandLine;
using Actra.Approvals;
using Actra.Storage;

namespace Actra.Cli.Commands.Keys;

/// <summary><c>actra keys register FILE --key PUBLIC --as IDENTITY --role ROLE</c>: whose key it is, for the hosts that read the file.</summary>
internal static class KeysRegisterCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "the file that hosts read by AddVoteKeys; made where there is none",
        };
        var key = new Option<string>("--key")
        {
            Description = "the key: its public half, or the private one, of which the public half is taken",
            HelpName = "FILE",
            Required = true,
        };
        var identity = new Option<string>("--as")
        {
            Description = "whose key it is, as hosts know people",
            HelpName = "IDENTITY",
            Required = true,
        };
        var roles = new Option<string[]>("--role")
        {
            Description =
                "a role that the key may claim; may be said several times. Without one it can only cancel what its owner has asked for",
            DefaultValueFactory = _ => [],
        };
        var tenant = new Option<string?>("--tenant")
        {
            Description = "the tenant for which the key speaks; requests of others do not exist for it",
        };
        var command = new Command("register", "say whose key it is, and which roles it may claim")
        {
            file,
            key,
            identity,
            roles,
            tenant,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var by = Usage.Given(identity, parsed.GetRequiredValue(identity));
            var held = parsed.GetRequiredValue(roles);
            Usage.Of(() =>
            {
                var half = ApproverKeyFile.ReadPublicHalf(Usage.Given(key, parsed.GetRequiredValue(key)));
                var people = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [by] = held };
                var known = VoteKey.FromPublicKey(half, people) with { Tenant = parsed.GetValue(tenant) };
                VoteKeyFile.Register(path, known);
                var may =
                    held.Length > 0 ? string.Join(", ", held) : "no role: it can only cancel its owner's requests";
                var of = known.Tenant is null ? "" : $" of {known.Tenant}";
                terminal.Write($"registered `{known.KeyId}` for {by}{of} ({may}) in {path}");
            });
            return ExitCodes.Done;
        });
        return command;
    }
}
