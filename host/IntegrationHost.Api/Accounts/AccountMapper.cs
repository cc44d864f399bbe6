using IntegrationHost.Client.Wire;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Api.Accounts;

/// <summary>Accounts from domain to wire and back. No secret crosses from domain to wire: the domain's fields do not hold one.</summary>
internal static class AccountMapper
{
    public static AccountSummary ToSummary(Account account, IProviderCatalog catalog)
    {
        CatalogProvider? provider = catalog.Find(account.ProviderId, account.PluginVersion);
        CredentialKindDescriptor? kind = provider?.FindKind(account.CredentialKindId);
        IEnumerable<string> hosts = [.. provider?.Descriptor.AllowedHosts ?? [], .. account.AllowedHosts];
        return new AccountSummary(
            account.Id.ToString(),
            account.Name,
            account.ProviderId,
            provider?.Descriptor.Name,
            account.CredentialKindId,
            account.Environment,
            AccountStatusWire.ToWire(account.Status),
            account.Verified,
            account.BaseUrl ?? provider?.BaseUrl,
            [.. hosts.Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. account.Fields.Select(field => ToState(field, kind))],
            account.EarnedVerdict is { } earned ? ToReport(earned) : null,
            account.LastAttempt is { } attempt ? ToReport(attempt) : null,
            account.LinkedModuleCount,
            account.CreatedAt,
            account.ModifiedAt,
            account.Problem,
            account.ExpectedOwner is { } owner ? ToReport(owner) : null,
            [.. account.Findings.Select(finding => new FindingReport(finding.Code.ToString(), finding.Severity.ToString(), finding.Message))])
        {
            PluginVersion = account.PluginVersion,
        };
    }

    public static VerdictReport ToReport(Verdict verdict) => new(
        verdict.Kind.ToString(),
        verdict.RuleId,
        verdict.Message,
        verdict.StatusCode,
        verdict.ErrorCode,
        [.. verdict.Identity.Select(fact => new LabelledFact(fact.Key, fact.Value))],
        verdict.Scopes,
        verdict.MissingScopes,
        verdict.ExpiresAt,
        verdict.Mode,
        verdict.At,
        (long)verdict.Duration.TotalMilliseconds)
    {
        AccountType = verdict.AccountType,
        Owner = verdict.Owner is { } owner ? ToReport(owner) : null,
    };

    /// <summary>The draft of a template's form. Fields that were left empty with <c>null</c> are as if absent.</summary>
    public static AccountDraft ToDraft(CreateAccountRequest request) => new()
    {
        Name = request.Name,
        ProviderId = request.ProviderId,
        CredentialKindId = request.CredentialKindId,
        Environment = request.Environment ?? "",
        BaseUrl = request.BaseUrl,
        RefuseDuplicate = request.RefuseDuplicate,
        Fields = request.Fields.Where(field => field.Value is not null).ToDictionary(),
    };

    private static OwnerReport ToReport(AccountOwner owner) => new(owner.Label, owner.Id, owner.Name);

    private static AccountFieldState ToState(AccountField field, CredentialKindDescriptor? kind)
    {
        string label = kind?.Fields.FirstOrDefault(known => known.Key == field.Key)?.Label ?? field.Key;
        return new AccountFieldState(field.Key, label, field.Secret, field.IsSet, field.Secret ? null : field.Value, field.UpdatedAt, field.Reference);
    }
}
