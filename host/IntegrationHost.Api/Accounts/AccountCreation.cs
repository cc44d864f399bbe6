using IntegrationHost.Api.Modules;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Idempotency;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Api.Accounts;

/// <summary>Stores an account, tests it and links it, in one call. The account is stored whole or not at all; each link is for itself.</summary>
internal sealed class AccountCreation(AccountService accounts, VerificationRunner verification, ModuleService modules, IProviderCatalog catalog)
{
    /// <param name="request">What is to be made.</param>
    /// <param name="claim">The claim it is done under; if a host was killed before, the account may be there already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CreateAccountResult> CreateAsync(CreateAccountRequest request, IdempotencyClaim? claim, CancellationToken cancellationToken)
    {
        AccountRequestLimits.Check(request.Fields);
        AccountRequestLimits.Check(request.LinkModuleIds ?? []);
        if (request.Verify && !ActingAs.Current.Scopes.Contains(Scopes.AccountsUse))
            throw new RequestRefusedException(ProblemKind.Forbidden, $"The token lacks the scope {Scopes.AccountsUse}, which the smoke test needs. Leave out verify, or use one that has it.");

        (Account account, IReadOnlyList<string> warnings) = await StoreAsync(AccountMapper.ToDraft(request), claim, cancellationToken);
        Verdict? verdict = request.Verify ? await verification.VerifyAsync(account.Id, cancellationToken) : null;
        IReadOnlyList<LinkOutcome> links = await ModuleLinks.LinkAsync(modules, account.Id, request.LinkModuleIds ?? [], cancellationToken);
        Account now = await accounts.FindAsync(account.Id, cancellationToken) ?? throw new NotFoundException("account", account.Id.ToString());
        return new CreateAccountResult(AccountMapper.ToSummary(now, catalog), verdict is null ? null : AccountMapper.ToReport(verdict), links, warnings);
    }

    /// <summary>Stores an account, or finds what a killed host has stored of the same request.</summary>
    public async Task<(Account Account, IReadOnlyList<string> Warnings)> StoreAsync(AccountDraft draft, IdempotencyClaim? claim, CancellationToken cancellationToken)
    {
        if (claim is { State: IdempotencyState.Resumed } && await accounts.FindAsync(claim.ThingId, cancellationToken) is { } stored)
            return (stored, []);

        AccountCreated created = await accounts.CreateAsync(claim is null ? draft : draft with { Id = claim.ThingId }, cancellationToken);
        return (created.Account, created.Warnings);
    }
}
