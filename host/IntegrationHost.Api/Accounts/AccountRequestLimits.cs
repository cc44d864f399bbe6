using IntegrationHost.Api.Problems;

namespace IntegrationHost.Api.Accounts;

/// <summary>How much one request may hold. What a value may be is the domain's to say.</summary>
internal static class AccountRequestLimits
{
    private const int MaxFields = 64;
    private const int MaxItems = 1000;

    public static void Check(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.Count > MaxFields)
            throw RequestRefusedException.BadRequest($"An account has at most {MaxFields} fields. Send only those of its credential kind.");
    }

    public static void Check(IReadOnlyList<string> moduleIds)
    {
        if (moduleIds.Count > MaxItems)
            throw RequestRefusedException.BadRequest($"At most {MaxItems} modules can be linked in one request. Send the rest in another.");
    }
}
