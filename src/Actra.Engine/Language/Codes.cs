namespace Actra.Language;

/// <summary>The stable codes of diagnostics and input problems. Each has a page under <c>docs/errors</c>.</summary>
internal static class Codes
{
    public const string TooLarge = "ACT1001";
    public const string NotYaml = "ACT1002";
    public const string TooDeep = "ACT1003";
    public const string TooManyAliases = "ACT1004";
    public const string TooManyRules = "ACT1005";
    public const string SeveralDocuments = "ACT1006";
    public const string Unreadable = "ACT1007";
    public const string MoreProblems = "ACT1008";

    public const string MissingKey = "ACT1101";
    public const string UnknownKey = "ACT1102";
    public const string DuplicateKey = "ACT1103";
    public const string WrongShape = "ACT1104";
    public const string UnsupportedVersion = "ACT1105";
    public const string UnknownWord = "ACT1106";
    public const string NotYetSupported = "ACT1107";
    public const string ExclusiveKeys = "ACT1108";
    public const string NoVariant = "ACT1109";
    public const string NeedsVersion2 = "ACT1110";
    public const string Tag = "ACT1111";

    public const string UnknownAction = "ACT1201";
    public const string InvalidScope = "ACT1202";
    public const string UnknownField = "ACT1203";
    public const string UnknownDomain = "ACT1204";
    public const string UnknownOperator = "ACT1205";
    public const string TooFewConditions = "ACT1206";
    public const string TypeMismatch = "ACT1207";
    public const string OperatorForType = "ACT1208";
    public const string DuplicateRuleId = "ACT1209";
    public const string ActorScope = "ACT1210";
    public const string InexactNumber = "ACT1211";
    public const string FieldNamedType = "ACT1212";
    public const string BadDefault = "ACT1213";
    public const string BadReason = "ACT1214";
    public const string BadApproval = "ACT1215";
    public const string BadTime = "ACT1216";

    public const string GovernanceViolation = "ACT1501";
    public const string GovernanceWord = "ACT1502";

    public const string BadCapability = "ACT1601";
    public const string BadConditionValue = "ACT1602";
    public const string BadPattern = "ACT1603";
    public const string UnknownVerdict = "ACT1604";
    public const string BadExtends = "ACT1605";
    public const string EmptySection = "ACT1606";
    public const string IgnoredKey = "ACT1607";
    public const string DeadWildcard = "ACT1608";
    public const string SweepingAllow = "ACT1609";
    public const string NotInVersion2 = "ACT1610";

    public const string NeverReached = "ACT1901";
    public const string NoConstraint = "ACT1902";
    public const string GovernanceUnknownAction = "ACT1903";

    public const string UndeclaredAction = "ACT2001";
    public const string MissingField = "ACT2002";
    public const string WrongType = "ACT2003";
    public const string NotFinite = "ACT2004";
    public const string UnreadableTime = "ACT2005";

    public const string InputJson = "ACT2101";
    public const string InputDomain = "ACT2102";
    public const string InputDuplicate = "ACT2103";
    public const string InputValue = "ACT2104";
    public const string InputNumber = "ACT2105";
    public const string InputMember = "ACT2106";
    public const string InputActionType = "ACT2107";
}
