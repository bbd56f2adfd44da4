using System.Numerics;
using System.Text;
using System.Text.Json;
using Actra.Model;

namespace Actra.Language;

/// <summary>Reads one input from JSON tokens, in the order of the text: the first problem is reported.</summary>
internal ref struct InputReader(byte[] utf8, bool compatible)
{
    private Utf8JsonReader _json = new(utf8, new JsonReaderOptions { MaxDepth = 128 });
    private readonly FieldMap?[] _domains = new FieldMap?[3];

    public PolicyInput Read()
    {
        Next();
        switch (_json.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject();
                break;
            case JsonTokenType.StartArray when compatible:
                ReadArray();
                break;
            default:
                throw Fail(InputErrorKind.DomainNotMap, Codes.InputDomain, "the input is not an object");
        }

        for (var i = 0; i < _domains.Length; i++)
        {
            if (_domains[i] is null)
            {
                var name = ((Domain)i).ToName();
                throw Fail(InputErrorKind.MissingDomain, Codes.InputDomain, $"the input has no `{name}`");
            }
        }

        if (_json.Read())
        {
            throw new JsonException("there is text after the input.");
        }

        return Build(_domains[0]!, _domains[1]!, _domains[2]!);
    }

    private readonly PolicyInput Build(FieldMap action, FieldMap actor, FieldMap snapshot)
    {
        var type = action["type"];
        if (compatible)
        {
            return new PolicyInput(type.Type == FieldType.String ? type.AsString : "", action, actor, snapshot);
        }

        if (type.Type != FieldType.String)
        {
            throw Fail(
                InputErrorKind.ActionType,
                Codes.InputActionType,
                type.HasValue ? "`action.type` must be a string" : "the input has no `action.type`"
            );
        }

        action["type"] = FieldValue.None;
        return new PolicyInput(type.AsString, action, actor, snapshot);
    }

    private void ReadObject()
    {
        while (Next() != JsonTokenType.EndObject)
        {
            var name = _json.GetString()!;
            Next();
            if (!DomainNames.TryParse(name, out var domain))
            {
                if (!compatible)
                {
                    throw Fail(
                        InputErrorKind.UnknownMember,
                        Codes.InputMember,
                        $"the input has `{name}` beside `action`, `actor` and `snapshot`"
                    );
                }

                _json.Skip();
            }
            else if (_domains[(int)domain] is not null)
            {
                throw Fail(InputErrorKind.DuplicateDomain, Codes.InputDuplicate, $"the input has `{name}` twice");
            }
            else
            {
                _domains[(int)domain] = ReadDomain(domain);
            }
        }
    }

    /// <summary>The original takes a list of the three domains for an input, too.</summary>
    private void ReadArray()
    {
        for (var i = 0; Next() != JsonTokenType.EndArray; i++)
        {
            if (i == _domains.Length)
            {
                throw new JsonException("there are more than three domains.");
            }

            _domains[i] = ReadDomain((Domain)i);
        }

        if (_domains[^1] is null)
        {
            throw Fail(
                InputErrorKind.DomainNotMap,
                Codes.InputDomain,
                "the input is a list of fewer than three domains"
            );
        }
    }

    private FieldMap ReadDomain(Domain domain)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            throw Fail(InputErrorKind.DomainNotMap, Codes.InputDomain, $"`{domain.ToName()}` is not an object");
        }

        var fields = new FieldMap();
        while (Next() != JsonTokenType.EndObject)
        {
            var name = _json.GetString()!;
            Next();
            if (!compatible && fields.Contains(name))
            {
                throw Fail(
                    InputErrorKind.DuplicateField,
                    Codes.InputDuplicate,
                    $"the input has `{domain.ToName()}.{name}` twice"
                );
            }

            fields[name] = ReadValue(domain, name);
        }

        return fields;
    }

    private readonly FieldValue ReadValue(Domain domain, string name) =>
        _json.TokenType switch
        {
            JsonTokenType.String => FieldValue.Of(_json.GetString()),
            JsonTokenType.True => FieldValue.Of(true),
            JsonTokenType.False => FieldValue.Of(false),
            JsonTokenType.Number => ReadNumber(domain, name),
            _ => throw Fail(
                InputErrorKind.UnsupportedValue,
                Codes.InputValue,
                $"`{domain.ToName()}.{name}` is neither a string, a number nor a boolean"
            ),
        };

    private readonly FieldValue ReadNumber(Domain domain, string name)
    {
        var text = _json.ValueSpan;
        if (
            (
                compatible ? OriginalNumbers.Parse(text)
                : _json.TryGetDouble(out var read) ? read
                : null
            )
                is not { } number
            || !double.IsFinite(number)
        )
        {
            throw Fail(
                InputErrorKind.NumberOutOfRange,
                Codes.InputNumber,
                $"`{domain.ToName()}.{name}` is a number out of range"
            );
        }

        var isInteger = text.IndexOfAny("eE."u8) < 0;
        if (!compatible && isInteger && text.Length > 15)
        {
            var exact = BigInteger.Parse(
                Encoding.UTF8.GetString(text),
                System.Globalization.CultureInfo.InvariantCulture
            );
            if (new BigInteger(number) != exact)
            {
                throw Fail(
                    InputErrorKind.NumberOutOfRange,
                    Codes.InputNumber,
                    $"`{domain.ToName()}.{name}` is an integer that does not fit a number exactly"
                );
            }
        }

        return FieldValue.Of(number);
    }

    private JsonTokenType Next() =>
        _json.Read() ? _json.TokenType : throw new JsonException("the text ends too early.");

    private static PolicyInputException Fail(InputErrorKind kind, string code, string message) =>
        new(kind, code, message);
}
