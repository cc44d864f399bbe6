using System.Globalization;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Modules;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Rates;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Accounts.Listing;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.SecureKeys;
using IntegrationHost.Core.Verification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Accounts;

/// <summary><c>/api/accounts</c>: accounts as the console sees them.</summary>
internal static class AccountEndpoints
{
    private const int MaxVerdicts = 100;

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder accounts = routes.MapGroup("/api/accounts").WithTags("accounts").WithProblems();
        accounts.MapGet("", List).WithName("getAccounts").WithSummary("Accounts that are not trashed, by name; in pages and chosen if asked. X-Total-Count tells how many match.").WithAccountQuery().Needs(Scopes.AccountsRead);
        accounts.MapPost("", Create).WithName("createAccount").WithSummary("Stores an account from a template; verifies and links it if asked.").DoneOnce()
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Create);
        accounts.MapGet("/{id:guid}", Get).WithName("getAccount").WithSummary("One account, with its version as ETag.").Needs(Scopes.AccountsRead, SecuredType.Account, Permission.Read);
        accounts.MapDelete("/{id:guid}", Trash).WithName("deleteAccount").WithSummary("Soft-deletes an account; its links are removed.").ChangesAVersion()
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Delete);
        accounts.MapPut("/{id:guid}/fields", SetFields).WithName("setAccountFields")
            .WithSummary("Replaces values in place: absent keeps, null clears, a value sets. Links and history stay. Values of another owner are refused unless expectSameOwner is false. With a base address of another host, stored secrets that are not given again are dropped.").ChangesAVersion()
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Read, Permission.Write);
        accounts.MapPatch("/{id:guid}", Change).WithName("changeAccount").WithSummary("Changes name, environment or the versions of the plugin to stay on, or accepts the owner that the last smoke test found.").ChangesAVersion()
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Read, Permission.Write);
        accounts.MapPost("/duplicates", Duplicates).WithName("findDuplicateAccounts").WithSummary("Accounts that hold the same credential, among those that one may read. Nothing is stored.")
            .Needs(Scopes.AccountsWrite);
        accounts.MapPost("/{id:guid}/verify", Verify).WithName("verifyAccount").WithSummary("Runs the smoke test now.").DoneOnce()
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsUse, SecuredType.Account, Permission.Execute);
        accounts.MapGet("/{id:guid}/verdicts", History).WithName("getVerdicts").WithSummary("Verdicts of an account, newest first, at most 100.").Needs(Scopes.AccountsRead, SecuredType.Account, Permission.Read);
        accounts.MapGet("/{id:guid}/references", References).WithName("getReferences")
            .WithSummary("Whether the values that stay in a vault could be had. None is read.").WithRequestTimeout(ServerLimits.ProviderCalls)
            .Needs(Scopes.AccountsUse, SecuredType.Account, Permission.Read, Permission.Execute);
        accounts.MapPost("/{id:guid}/links", Link).WithName("linkModules").WithSummary("Links ExecModules to the account; each outcome is told.").DoneOnce()
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Execute | Permission.Write);
        accounts.MapPost("/{id:guid}/restore", Restore).WithName("restoreAccount").DoneOnce().WithRequestTimeout(ServerLimits.ProviderCalls)
            .WithSummary("Brings a soft-deleted account back with its values. Its links were removed, and stay so.")
            .Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Read, Permission.Write, Permission.Delete);
        accounts.MapGet("/{id:guid}/usage", Usage).WithName("getAccountUsage").WithSummary("What uses the account, and stops if it is revoked.")
            .Needs(Scopes.AccountsRead, SecuredType.Account, Permission.Read);
        accounts.MapPost("/{id:guid}/clone", Clone).WithName("cloneAccount").DoneOnce().WithRequestTimeout(ServerLimits.ProviderCalls)
            .WithSummary("Makes an account of the same shape and name in another environment. No value is copied, secret or not.")
            .Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Read, Permission.Create);
    }

    private static async Task<Ok<IReadOnlyList<AccountSummary>>> List(HttpContext context, AccountList accounts, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        ChosenAccounts page = AccountListQuery.Read(context.Request) is { } query ? await accounts.FindAsync(query, counted: true, cancellationToken) : new ChosenAccounts(0, []);
        context.Response.Headers[AccountListQuery.TotalHeader] = page.Total.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok<IReadOnlyList<AccountSummary>>([.. page.Items.Select(account => AccountMapper.ToSummary(account, catalog))]);
    }

    private static async Task<Ok<AccountSummary>> Get(Guid id, HttpResponse response, AccountService accounts, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        Account account = await FindAsync(id, accounts, cancellationToken);
        EntityTags.Write(response, account.Version);
        return TypedResults.Ok(AccountMapper.ToSummary(account, catalog));
    }

    private static async Task<Created<CreateAccountResult>> Create(CreateAccountRequest request, HttpContext context, AccountCreation creation, CancellationToken cancellationToken)
    {
        CreateAccountResult result = await creation.CreateAsync(request, IdempotencyGate.ClaimOf(context), cancellationToken);
        return TypedResults.Created($"/api/accounts/{result.Account.Id}", result);
    }

    private static async Task<Ok<AccountSummary>> SetFields(
        Guid id, SetFieldsRequest request, HttpContext context, SecretReplacement replacement, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        long? version = EntityTags.Read(context.Request);
        AccountRequestLimits.Check(request.Fields);
        AccountCreated changed = await replacement.ReplaceAsync(
            id, request.Fields.ToDictionary(field => field.Key, field => (string?)field.Value), request.ExpectSameOwner ?? true, cancellationToken, version, request.BaseUrl);
        EntityTags.Write(context.Response, changed.Account.Version);
        return TypedResults.Ok(AccountMapper.ToSummary(changed.Account, catalog));
    }

    private static async Task<Ok<AccountSummary>> Change(
        Guid id, ChangeAccountRequest request, HttpContext context, AccountService accounts, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        var change = new AccountChange
        {
            Name = request.Name,
            Environment = request.Environment,
            PluginVersion = request.PluginVersion,
            AcceptOwner = request.AcceptOwner,
            ExpectedVersion = EntityTags.Read(context.Request),
        };
        AccountCreated changed = await accounts.ChangeAsync(id, change, cancellationToken);
        EntityTags.Write(context.Response, changed.Account.Version);
        return TypedResults.Ok(AccountMapper.ToSummary(changed.Account, catalog));
    }

    private static async Task<Ok<IReadOnlyList<DuplicateAccount>>> Duplicates(CreateAccountRequest request, AccountService accounts, CancellationToken cancellationToken)
    {
        AccountRequestLimits.Check(request.Fields);
        IReadOnlyList<SameCredential> same = await accounts.FindDuplicatesAsync(AccountMapper.ToDraft(request), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<DuplicateAccount>>([.. same.Select(account => new DuplicateAccount(account.Id.ToString(), account.Name))]);
    }

    private static async Task<NoContent> Trash(Guid id, HttpRequest request, AccountService accounts, CancellationToken cancellationToken)
    {
        await accounts.ChangeAsync(id, new AccountChange { Trashed = true, ExpectedVersion = EntityTags.Read(request) }, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<AccountSummary>> Restore(Guid id, AccountService accounts, IProviderCatalog catalog, CancellationToken cancellationToken) =>
        TypedResults.Ok(AccountMapper.ToSummary(await accounts.RestoreAsync(id, cancellationToken), catalog));

    private static async Task<Ok<VerdictReport>> Verify(Guid id, HttpContext context, VerificationRunner verification, RateGate rates, CancellationToken cancellationToken)
    {
        rates.Use(context, id);
        return TypedResults.Ok(AccountMapper.ToReport(await verification.VerifyAsync(id, cancellationToken)));
    }

    private static async Task<Ok<AccountUsage>> Usage(Guid id, AccountService accounts, CoverageService coverage, EntityService entities, CancellationToken cancellationToken)
    {
        await FindAsync(id, accounts, cancellationToken);
        IReadOnlyList<StoredEntity> models = await entities.ListByAccountAsync(EntityTypes.LlmDetails, id, cancellationToken);
        return TypedResults.Ok(UsageMapper.ToUsage(id, await coverage.GetAsync(cancellationToken), models));
    }

    private static async Task<Created<CloneAccountResult>> Clone(
        Guid id, CloneAccountRequest request, HttpContext context, AccountService accounts, AccountCreation creation, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        Account original = await FindAsync(id, accounts, cancellationToken);
        if (original.ProviderId is null)
            throw new ConflictException("The account is of no known provider, so that there is no shape to clone. Make it again from a template.");

        var draft = new AccountDraft
        {
            Name = request.Name ?? original.Name,
            ProviderId = original.ProviderId,
            CredentialKindId = original.CredentialKindId,
            Environment = request.Environment,
            BaseUrl = original.BaseUrl,
            WithoutValues = true,
        };
        (Account clone, _) = await creation.StoreAsync(draft, IdempotencyGate.ClaimOf(context), cancellationToken);
        string[] needed = [.. catalog.Find(clone.ProviderId)?.FindKind(clone.CredentialKindId)?.Fields.Where(field => field.Required).Select(field => field.Key) ?? []];
        return TypedResults.Created($"/api/accounts/{clone.Id}", new CloneAccountResult(AccountMapper.ToSummary(clone, catalog), needed));
    }

    private static async Task<Ok<IReadOnlyList<VerdictReport>>> History(
        Guid id, VerificationRunner verification, CancellationToken cancellationToken)
    {
        IReadOnlyList<Verdict> verdicts = await verification.HistoryAsync(id, MaxVerdicts, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<VerdictReport>>([.. verdicts.Select(AccountMapper.ToReport)]);
    }

    private static async Task<Ok<IReadOnlyList<ReferenceReport>>> References(
        Guid id, AccountService accounts, SecureKeyResolver resolver, CancellationToken cancellationToken)
    {
        List<ReferenceReport> reports = [];
        Account account = await FindAsync(id, accounts, cancellationToken);
        await accounts.EnsureMayUseAsync(id, cancellationToken);
        foreach (AccountField field in account.Fields)
        {
            if (field.Reference is not { } text || SecureKeyReference.Parse(text) is not { } reference)
                continue;

            SecureKeyState state = await resolver.CheckAsync(reference, cancellationToken);
            reports.Add(new ReferenceReport(field.Key, text, state.Available, state.Message, state.Version, state.UpdatedAt, state.ExpiresAt));
        }

        return TypedResults.Ok<IReadOnlyList<ReferenceReport>>(reports);
    }

    private static async Task<Ok<IReadOnlyList<LinkOutcome>>> Link(Guid id, LinkRequest request, ModuleService modules, CancellationToken cancellationToken)
    {
        AccountRequestLimits.Check(request.ModuleIds);
        return TypedResults.Ok(await ModuleLinks.LinkAsync(modules, id, request.ModuleIds, cancellationToken));
    }

    private static async Task<Account> FindAsync(Guid id, AccountService accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) ?? throw new NotFoundException("account", id.ToString());
}
