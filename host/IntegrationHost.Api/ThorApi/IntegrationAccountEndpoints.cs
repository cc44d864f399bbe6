using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Api.Wire;
using IntegrationHost.Client.Wire;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Accounts.Listing;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.ThorApi;

/// <summary><c>/v1/IntegrationAccount</c>, as a generated ThorAPI client expects it.</summary>
internal static class IntegrationAccountEndpoints
{
    public static void MapIntegrationAccounts(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder accounts = routes.MapGroup("/v1/IntegrationAccount").WithTags("IntegrationAccount").WithThorErrors();
        accounts.MapGet("", List).WithName("getIntegrationAccountList").WithSummary("Accounts, paged from 0, filtered by example.")
            .Produces<IReadOnlyList<IntegrationAccount>>().WithListQuery().Needs(Scopes.AccountsRead);
        accounts.MapPost("", Create).WithName("postIntegrationAccount").WithSummary("Stores an account. An id in the body is ignored.")
            .Accepts<IntegrationAccount>("application/json").Produces<IntegrationAccount>(StatusCodes.Status201Created)
            .WithMetadata(IdempotentPost.Honoured).WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Create);
        accounts.MapGet("/{id:guid}", Get).WithName("getIntegrationAccount").WithSummary("One account. Secure fields are masked.")
            .Produces<IntegrationAccount>().Needs(Scopes.AccountsRead, SecuredType.Account, Permission.Read);
        accounts.MapPut("/{id:guid}", Replace).WithName("updateIntegrationAccount")
            .WithSummary("Saves the whole object. A secure field that is absent, null or the mask keeps what is stored.")
            .Accepts<IntegrationAccount>("application/json").Produces<IntegrationAccount>().WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Read, Permission.Write);
        accounts.MapPatch("/{id:guid}", Patch).WithName("patchIntegrationAccountById").WithSummary("Merge patch: absent keeps, null clears.")
            .Accepts<IntegrationAccount>("application/merge-patch+json", "application/json").Produces<IntegrationAccount>().WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Read, Permission.Write);
        accounts.MapDelete("/{id:guid}", Delete).WithName("deleteIntegrationAccount")
            .WithSummary("Soft-deletes by default; trash=false removes for good, cascade=false refuses while modules are linked.").WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Delete);
    }

    private static async Task<ContentHttpResult> List(
        HttpContext context, AccountService accounts, AccountList list, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        ListQuery query = ListQuery.Read(context, ThorShapes.IntegrationAccount);
        if (AccountExample.TryTranslate(query, out AccountChoice? translated))
        {
            ChosenAccounts page = translated is null ? new ChosenAccounts(0, []) : await list.FindAsync(translated, counted: false, cancellationToken);
            return ThorResults.Json([.. page.Items.Select(account => IntegrationAccountMapper.ToWire(account, catalog))]);
        }

        // Asked by something that the database does not know in the words of the wire, such as part of a date.
        IReadOnlyList<Account> all = await accounts.ListAsync(cancellationToken, query.WantsTrashed);
        return ThorResults.Json(query.Select(all.Select(account => IntegrationAccountMapper.ToWire(account, catalog))));
    }

    private static async Task<Utf8ContentHttpResult> Get(Guid id, AccountService accounts, IProviderCatalog catalog, CancellationToken cancellationToken) =>
        ThorResults.Json(IntegrationAccountMapper.ToModel(await FindAsync(id, accounts, cancellationToken), catalog), WireJson.Context.IntegrationAccount);

    private static async Task<ContentHttpResult> Create(
        HttpContext context, AccountService accounts, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        AccountDraft draft = IntegrationAccountMapper.ToDraft(await WireBody.ReadAsync(context.Request, cancellationToken));
        AccountCreated created = await accounts.CreateAsync(draft, cancellationToken);
        context.Response.Headers.Location = $"/v1/IntegrationAccount/{created.Account.Id}";
        return ThorResults.Json(IntegrationAccountMapper.ToWire(created.Account, catalog), StatusCodes.Status201Created);
    }

    private static async Task<ContentHttpResult> Replace(
        Guid id, HttpRequest request, AccountService accounts, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        CredentialKindDescriptor? kind = FindKind(await FindAsync(id, accounts, cancellationToken), catalog);
        AccountChange change = IntegrationAccountMapper.ToReplacement(await WireBody.ReadAsync(request, cancellationToken), kind);
        return ThorResults.Json(IntegrationAccountMapper.ToWire((await accounts.ChangeAsync(id, change, cancellationToken)).Account, catalog));
    }

    private static async Task<ContentHttpResult> Patch(
        Guid id, HttpRequest request, AccountService accounts, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        CredentialKindDescriptor? kind = FindKind(await FindAsync(id, accounts, cancellationToken), catalog);
        AccountChange change = IntegrationAccountMapper.ToPatch(await WireBody.ReadAsync(request, cancellationToken), kind);
        return ThorResults.Json(IntegrationAccountMapper.ToWire((await accounts.ChangeAsync(id, change, cancellationToken)).Account, catalog));
    }

    private static async Task<NoContent> Delete(
        Guid id, AccountService accounts, CancellationToken cancellationToken, bool cascade = true, bool trash = true)
    {
        if (!cascade && (await FindAsync(id, accounts, cancellationToken)).LinkedModuleCount is > 0 and int linked)
            throw new ConflictException($"Account {id} is linked to {linked} modules. Unlink them first, or delete with cascade=true.");

        await (trash ? accounts.TrashAsync(id, cancellationToken) : accounts.DeleteAsync(id, cancellationToken));
        return TypedResults.NoContent();
    }

    private static CredentialKindDescriptor? FindKind(Account account, IProviderCatalog catalog) =>
        catalog.Find(account.ProviderId, account.PluginVersion)?.FindKind(account.CredentialKindId);

    private static async Task<Account> FindAsync(Guid id, AccountService accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) ?? throw new NotFoundException("IntegrationAccount", id.ToString());
}
