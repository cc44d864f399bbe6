using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Accounts;

/// <summary>How much one request may hold, and what a field's value can never be.</summary>
internal static class AccountRequestLimits
{
    private const int MaxFields = 64;
    private const int MaxItems = 1000;
    private const int MaxCharacters = 16 * 1024;

    public static void Check(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.Count > MaxFields)
            throw RequestRefusedException.BadRequest($"An account has at most {MaxFields} fields. Send only those of its credential kind.");
        if (fields.Any(field => field.Key.Length > MaxCharacters || field.Value?.Length > MaxCharacters))
            throw RequestRefusedException.BadRequest($"A field is longer than {MaxCharacters} characters. See whether the right thing was pasted.");
        if (fields.Values.Contains(SecureField.Mask))
            throw new RequestRefusedException(ProblemKind.Invalid, "A field holds the mask that stands for a secret. Leave the field out to keep what is stored.");
    }

    public static void Check(IReadOnlyList<string> moduleIds)
    {
        if (moduleIds.Count > MaxItems)
            throw RequestRefusedException.BadRequest($"At most {MaxItems} modules can be linked in one request. Send the rest in another.");
    }
}
