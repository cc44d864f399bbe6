using System.Text.Json.Nodes;

namespace IntegrationHost.Api.ThorApi;

/// <summary>The properties of an IntegrationAccount that never leave the host as they are.</summary>
internal static class SecureProperties
{
    /// <summary>On the wire. <c>accountId</c> is one of them although it looks like an identifier.</summary>
    public static readonly IReadOnlyList<string> Names = ["apiKey", "password", "accountId"];

    /// <summary>Where the generations of the contract nest an account in an ExecModule.</summary>
    private static readonly string[] Places = ["integrationAccount", "execModuleIntegrationAccount", "authAccount", "emailAccount"];

    /// <summary>Takes secure properties out of accounts nested anywhere below: they are references, and a module is no place for a secret.</summary>
    public static void StripNested(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject parent:
                foreach ((string name, JsonNode? child) in parent)
                {
                    if (child is JsonObject account && Places.Contains(name))
                        Strip(account);
                    StripNested(child);
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                    StripNested(item);
                break;
        }
    }

    private static void Strip(JsonObject account)
    {
        foreach (string name in Names)
            account.Remove(name);
    }
}
