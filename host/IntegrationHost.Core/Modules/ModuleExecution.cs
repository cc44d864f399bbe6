using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Modules;

/// <summary>Runs one ExecModule through its plugin.</summary>
internal sealed class ModuleExecution(IProviderCatalog catalog, AccountService accounts, IProviderChannelFactory channels)
{
    public async Task<ModuleResult> RunAsync(StoredModule module, string inputJson, CancellationToken cancellationToken)
    {
        if (catalog.MatchModule(module.ClassName) is not { } match)
            return Failure("no_plugin", "No active plugin knows the module's class. See the list of plugins for the cause.");
        if (!match.Module.Descriptor.RunsHere)
            return await match.Module.ExecuteAsync(InputFor(module, inputJson), NoChannel.Instance, cancellationToken);
        if (module.AccountId is not { } accountId)
            return Failure("not_linked", $"No account is linked. Link one of {match.Provider.Descriptor.Name} first.");

        try
        {
            CredentialAccess access = await accounts.OpenCredentialAsync(accountId, cancellationToken);
            if (match.In(access.Provider) is not { } own)
                return Failure("no_plugin", $"The linked account is on version {access.Provider.PluginVersion} of the plugin, which has no such module. Change the version that the account stays on.");
            if (Unfit(own, access) is { } unfit)
                return unfit;

            IProviderChannel channel = channels.Open(access.Target, access.Source);
            return await own.Module.ExecuteAsync(InputFor(module, inputJson), channel, cancellationToken);
        }
        catch (NotFoundException)
        {
            return Failure("account_missing", "The linked account does not exist. Link another.");
        }
        catch (ConflictException exception)
        {
            return Failure("account_unusable", exception.Message);
        }
        catch (SecretDamagedException exception)
        {
            return Failure("secret_damaged", exception.Message);
        }
        catch (ChannelException exception)
        {
            return Failure(exception.Code, exception.Message);
        }
    }

    private static ModuleResult? Unfit(ModuleMatch match, CredentialAccess access)
    {
        if (access.Provider.Descriptor.Id != match.Provider.Descriptor.Id)
            return Failure("wrong_provider", $"The module needs an account of {match.Provider.Descriptor.Name}; the linked one is of {access.Provider.Descriptor.Name}.");
        if (match.Module.Descriptor.CredentialKinds is { Count: > 0 } kinds && !kinds.Contains(access.Kind.Id))
            return Failure("wrong_kind", $"The module cannot run with a credential of the kind '{access.Kind.Name}'.");
        return access.MissingFields.Count == 0
            ? null
            : Failure(ChannelErrorCodes.MissingSecret, $"The linked account lacks: {string.Join(", ", access.MissingFields.Select(field => field.Label))}.");
    }

    private static string InputFor(StoredModule module, string inputJson)
    {
        if (!string.IsNullOrWhiteSpace(inputJson) && !IsEmptyObject(inputJson))
            return inputJson;
        return ModuleJson.Text(ModuleJson.Parse(module.Json), "moduleData") is { } data && TryParse(data) is JsonObject ? data : "{}";
    }

    private static bool IsEmptyObject(string json) => TryParse(json) is JsonObject { Count: 0 };

    private static JsonNode? TryParse(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>For modules that are only described here: they send nothing.</summary>
    private sealed class NoChannel : IProviderChannel
    {
        public static readonly NoChannel Instance = new();

        public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken) =>
            throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: the module is described as one that runs in ThorAPI.");
    }

    private static ModuleResult Failure(string code, string message) => ModuleResult.Failure(new ModuleError(code, message));
}
