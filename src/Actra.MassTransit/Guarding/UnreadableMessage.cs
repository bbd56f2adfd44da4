using Actra.Model;
using Actra.Resolution;

namespace Actra.MassTransit;

/// <summary>Stands for a message whose contents do not fit its type: it is an input error, and goes to the fault queue like any other.</summary>
/// <param name="Problem">What the serializer said.</param>
internal sealed record UnreadableMessage(string Problem)
{
    public static IFieldReader Reader { get; } = new Refusal();

    private sealed class Refusal : IFieldReader
    {
        public FieldMap Read(object contract) =>
            throw new FieldValueException($"the message cannot be read: {((UnreadableMessage)contract).Problem}");
    }
}
