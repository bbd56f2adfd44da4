using System.CommandLine;
using Actra.Cli.Approvals;
using Actra.Storage;

namespace Actra.Cli.Commands.Approvals;

/// <summary>Who acts, with which key, and what they say.</summary>
internal sealed class SignatureOptions
{
    private readonly Option<string> _by = new("--as")
    {
        Description = "who acts: an identity that the key may speak for",
        HelpName = "IDENTITY",
        Required = true,
    };

    private readonly Option<string> _key = new("--key")
    {
        Description =
            "the private key, as actra keys new --approver makes it; or a file with a secret that the host shares",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _comment = new("--comment")
    {
        Description = "what is said with it; some rules require it",
        HelpName = "TEXT",
    };

    private readonly Option<string> _wait = new("--wait")
    {
        Description = "how long to wait for answers, for example 10s; 0s does not wait",
        DefaultValueFactory = _ => "10s",
    };

    public void AddTo(Command command)
    {
        command.Add(_by);
        command.Add(_key);
        command.Add(_comment);
        command.Add(_wait);
    }

    /// <exception cref="UsageException">The key cannot be read, or something else on the command line cannot be understood.</exception>
    public Signature Read(ParseResult parsed, bool needsComment = false)
    {
        if (needsComment && string.IsNullOrWhiteSpace(parsed.GetValue(_comment)))
        {
            throw new UsageException("--break-glass needs a --comment that says what the emergency is");
        }

        var patience = Usage.Duration(_wait, parsed.GetRequiredValue(_wait));
        var path = Usage.Given(_key, parsed.GetRequiredValue(_key));
        return new Signature(
            Usage.Given(_by, parsed.GetRequiredValue(_by)),
            Usage.Of(() => ApproverKeyFile.ReadSigner(path)),
            parsed.GetValue(_comment),
            patience
        );
    }
}
