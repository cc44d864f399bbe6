using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Chat;

/// <summary>Lets callers talk to a language model without its key: they name an LlmDetails, and get what the model says.</summary>
/// <param name="store">Has the trail.</param>
/// <param name="entities">Has the LlmDetails.</param>
/// <param name="accounts">Opens the linked account.</param>
/// <param name="channels">Opens the way to the provider.</param>
public sealed class ChatService(HostStore store, EntityService entities, AccountService accounts, IProviderChannelFactory channels)
{
    // A module with these is one that chats, whichever provider's it is.
    private const string Messages = "messages";
    private const string Text = "text";

    /// <summary>The account whose key an LlmDetails uses.</summary>
    /// <exception cref="NotFoundException">There is no such LlmDetails.</exception>
    /// <exception cref="ConflictException">It has no account.</exception>
    public async Task<Guid> AccountOfAsync(Guid id, CancellationToken cancellationToken) => (await FindAsync(id, cancellationToken)).AccountId ?? throw new ConflictException(
        "No account is linked to this LlmDetails. Set apiKeyIntegrationAccount to one of its provider; a key of its own is kept for ThorAPI and is not used here.");

    /// <summary>Sends one message, after the initial prompt, through the provider's chat module with the linked account.</summary>
    /// <param name="id">The LlmDetails.</param>
    /// <param name="role">Who speaks.</param>
    /// <param name="content">What is said.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotFoundException">There is no such LlmDetails.</exception>
    /// <exception cref="ConflictException">It has no account, the account cannot be used, or its provider has no module that chats.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not use the account.</exception>
    /// <exception cref="Contracts.Channels.ChannelException">The provider gave no usable answer.</exception>
    public async Task<ChatReply> AskAsync(Guid id, string role, string content, CancellationToken cancellationToken)
    {
        StoredEntity model = await FindAsync(id, cancellationToken);
        Guid account = await AccountOfAsync(id, cancellationToken);
        CredentialAccess access = await accounts.OpenCredentialAsync(account, cancellationToken);
        IProviderModule module = access.Provider.Modules.FirstOrDefault(candidate => Chats(candidate, access))
            ?? throw new ConflictException($"{access.Provider.Descriptor.Name} has no module that chats with this kind of credential. Link an account of a provider of language models.");
        if (access.MissingFields.Count > 0)
            throw new ConflictException($"The linked account lacks: {string.Join(", ", access.MissingFields.Select(field => field.Label))}. Set it first.");

        JsonObject input = Input(model.Wire, role, content);
        foreach (string name in input.Select(property => property.Key).Where(name => module.Descriptor.Inputs.All(known => known.Name != name)).ToArray())
            input.Remove(name);
        AuditEvent use = new(AuditActions.ModelAsk, EntityTypes.LlmDetails.Name, id.ToString(), AuditResults.Intent, ("account", account.ToString()));
        await store.Audit.IntendAsync(use, cancellationToken);
        ModuleResult? result = null;
        try
        {
            result = await module.ExecuteAsync(ModuleJson.Write(input), channels.Open(access.Target, access.Source), cancellationToken);
            return new ChatReply(TextIn(result.OutputJson), result.Error);
        }
        finally
        {
            await store.Audit.ConcludeAsync(use with { Result = result is { Succeeded: true } ? AuditResults.Ok : AuditResults.Failed });
        }
    }

    private static bool Chats(IProviderModule module, CredentialAccess access) => module.Descriptor.RunsHere
        && module.Descriptor.Inputs.Any(input => input.Name == Messages) && module.Descriptor.Outputs.Any(output => output.Name == Text)
        && (module.Descriptor.CredentialKinds.Count == 0 || module.Descriptor.CredentialKinds.Contains(access.Kind.Id));

    private static JsonObject Input(JsonObject model, string role, string content)
    {
        JsonArray messages = [];
        if (ModuleJson.Text(model, "initialPrompt") is { Length: > 0 } prompt)
            messages.Add(Message("system", prompt));
        messages.Add(Message(role, content));
        JsonObject input = new()
        {
            // ThorAPI says in neither which of the two names the model; the version does if there is one.
            ["model"] = ModuleJson.Text(model, "version") is { Length: > 0 } version ? version : ModuleJson.Text(model, "name"),
            [Messages] = messages,
        };
        foreach (string name in new[] { "temperature", "maxTokens" })
        {
            if (model[name] is { } value)
                input[name] = value.DeepClone();
        }

        return input;
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };

    private static string TextIn(string? output) => output is not null && JsonNode.Parse(output) is JsonObject wire ? ModuleJson.Text(wire, Text) ?? "" : "";

    private async Task<StoredEntity> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await entities.FindAsync(EntityTypes.LlmDetails, id, cancellationToken) is { Trashed: false } found ? found : throw new NotFoundException(EntityTypes.LlmDetails.Name, id.ToString());
}
