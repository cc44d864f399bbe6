using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Accounts;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Wire;
using IntegrationHost.Client.Wire;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Accounts between domain and ThorAPI's IntegrationAccount. What is secure comes out as the mask or not at all.</summary>
internal static class IntegrationAccountMapper
{
    public static JsonObject ToWire(Account account, IProviderCatalog catalog) =>
        (JsonObject)JsonSerializer.SerializeToNode(ToModel(account, catalog), ApiJsonContext.Default.IntegrationAccount)!;

    public static IntegrationAccount ToModel(Account account, IProviderCatalog catalog)
    {
        CredentialKindDescriptor? kind = catalog.Find(account.ProviderId, account.PluginVersion)?.FindKind(account.CredentialKindId);
        string? Masked(AccountProperty property)
        {
            string key = AccountProperties.FieldKey(property, kind);
            return account.Fields.Any(field => field.Key == key && field.IsSet) ? SecureField.Mask : null;
        }

        string owner = account.OwnerId.ToString();
        return new IntegrationAccount
        {
            Id = account.Id.ToString(),
            OwnerId = owner,
            CreatedDate = account.CreatedAt,
            LastModifiedById = owner,
            LastModifiedDate = account.ModifiedAt,
            AccountName = account.Name.Length == 0 ? null : account.Name,
            Username = account.Username,
            Password = Masked(AccountProperty.Password),
            ApiKey = Masked(AccountProperty.ApiKey),
            AccountId = Masked(AccountProperty.AccountId),
            Status = AccountStatusWire.ToWire(account.Status),
            Verified = account.Verified,
            Trashed = account.Trashed,
        };
    }

    /// <summary>A new account. ThorAPI has no provider: the domain tells it from the name. The mask stands for no value here.</summary>
    public static AccountDraft ToDraft(JsonObject body)
    {
        IntegrationAccount wire = Read(body);
        return new AccountDraft
        {
            Name = wire.AccountName,
            Status = Status(wire) ?? AccountStatus.Ready,
            Fields = AccountProperties.WireNames.Select(known => (Name: known.Value, Value: Value(wire, known.Key)))
                .Where(field => field.Value is not (null or SecureField.Mask))
                .ToDictionary(field => field.Name, field => field.Value!),
        };
    }

    /// <summary>A whole object that replaces the account. An absent user name is cleared; a secure field that is absent, null or the mask is kept.</summary>
    /// <remarks>Name, status and trashed are never empty here, so they stay when absent.</remarks>
    public static AccountChange ToReplacement(JsonObject body, CredentialKindDescriptor? kind)
    {
        IntegrationAccount wire = Read(body);
        var fields = new Dictionary<string, string?> { [AccountProperties.FieldKey(AccountProperty.Username, kind)] = wire.Username };
        foreach (AccountProperty property in AccountProperties.WireNames.Keys.Where(property => property != AccountProperty.Username))
        {
            if (Value(wire, property) is { } value and not SecureField.Mask)
                fields[AccountProperties.FieldKey(property, kind)] = value;
        }

        return new AccountChange { Name = wire.AccountName, Status = Status(wire), Trashed = wire.Trashed, Fields = fields };
    }

    /// <summary>A merge patch: absent keeps, null clears, and the mask keeps as well.</summary>
    public static AccountChange ToPatch(JsonObject body, CredentialKindDescriptor? kind)
    {
        IntegrationAccount wire = Read(body);
        if (body.ContainsKey("accountName") && wire.AccountName is null)
            throw RequestRefusedException.BadRequest("accountName cannot be cleared. Send another name, or leave it out.");

        var fields = new Dictionary<string, string?>();
        foreach ((AccountProperty property, string name) in AccountProperties.WireNames)
        {
            string? value = Value(wire, property);
            if (body.ContainsKey(name) && value != SecureField.Mask)
                fields[AccountProperties.FieldKey(property, kind)] = value;
        }

        AccountStatus? status = body.ContainsKey("status") ? Status(wire) ?? AccountStatus.Ready : null;
        bool? trashed = body.ContainsKey("trashed") ? wire.Trashed ?? false : null;
        return new AccountChange { Name = wire.AccountName, Status = status, Trashed = trashed, Fields = fields };
    }

    private static IntegrationAccount Read(JsonObject body) => body.Deserialize(ApiJsonContext.Default.IntegrationAccount)!;

    private static string? Value(IntegrationAccount wire, AccountProperty property) => property switch
    {
        AccountProperty.ApiKey => wire.ApiKey,
        AccountProperty.Password => wire.Password,
        AccountProperty.Username => wire.Username,
        AccountProperty.AccountId => wire.AccountId,
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, null),
    };

    private static AccountStatus? Status(IntegrationAccount wire) => wire.Status is null
        ? null
        : AccountStatusWire.Parse(wire.Status) ?? throw RequestRefusedException.BadRequest($"status has a value that is not known. Known are {AccountStatusWire.Known}.");
}
