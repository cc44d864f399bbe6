using IntegrationHost.Core.Upstream;

namespace IntegrationHost.Core.Accounts;

/// <summary>Names of what a change is of.</summary>
internal static class AccountChangeNames
{
    /// <summary>As the trail keeps them.</summary>
    public static string Of(AccountChange change) => string.Join(' ', new[]
    {
        change.Name is null ? null : "name",
        change.Status is null ? null : "status",
        change.Environment is null ? null : "environment",
        change.BaseUrlGiven ? "baseUrl" : null,
        change.PluginVersion is null ? null : "pluginVersion",
        change.Trashed is null ? null : "trashed",
        change.AcceptOwner ? "owner" : null,
    }.OfType<string>());

    /// <summary>As ThorAPI writes them; what it has no name for is left out.</summary>
    public static string[] Thor(AccountChange change, IEnumerable<FieldSpec> fields) =>
    [
        .. fields.Select(field => UpstreamAccounts.ThorName(field.Property)).OfType<string>(),
        .. change.Name is null ? Array.Empty<string>() : ["accountName"],
        .. change.Status is null ? Array.Empty<string>() : ["status"],
    ];
}
