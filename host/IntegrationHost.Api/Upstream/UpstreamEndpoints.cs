using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Upstream;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Upstream;

/// <summary><c>/api/upstream</c>: the ThorAPI server that this host works on.</summary>
internal static class UpstreamEndpoints
{
    public static void MapUpstream(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api").WithTags("upstream").WithProblems();
        api.MapGet("/upstream", Get).WithName("getUpstream").WithSummary("Which upstream there is, how old the copy is, and what is open. Never shows a login.").NeedsAdmin(Scopes.AccountsRead);
        api.MapPut("/upstream", Set).WithName("setUpstream").WithSummary("Sets the upstream and its login, which is sealed and goes to that server only.").NeedsAdmin(Scopes.VaultAdmin);
        api.MapDelete("/upstream", Clear).WithName("clearUpstream").WithSummary("Forgets the upstream and its login. What was read from it stays.").NeedsAdmin(Scopes.VaultAdmin);
        api.MapPost("/upstream/sync", Sync).WithName("syncUpstream").WithSummary("Settles what is open and reads the upstream. An upstream that is away is told in the answer.").DoneOnce()
            .WithRequestTimeout(ServerLimits.ProviderCalls).NeedsAdmin(Scopes.AccountsWrite);
        api.MapPost("/accounts/{id:guid}/upstream", Push).WithName("pushAccount").WithSummary("Makes an account at the upstream that is only here. Its values go there.").DoneOnce()
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Account, Permission.Read, Permission.Write, Permission.Execute);
    }

    private static async Task<Ok<UpstreamStatus>> Get(UpstreamSync sync, CancellationToken cancellationToken) =>
        TypedResults.Ok(UpstreamMapper.ToStatus(await sync.ReportAsync(cancellationToken)));

    private static async Task<Ok<UpstreamStatus>> Set(SetUpstreamRequest request, UpstreamMode mode, UpstreamSync sync, CancellationToken cancellationToken)
    {
        if (request.Token is not null && (request.Username is not null || request.Password is not null))
            throw RequestRefusedException.BadRequest("Give a token, or a username with a password; not both.");
        bool given = request.Token is not null || request.Username is not null || request.Password is not null;
        await mode.SetAsync(request.Address, request.MetadataPath, given ? new ThorLogin(request.Token, request.Username, request.Password) : null, cancellationToken);
        return await Get(sync, cancellationToken);
    }

    private static async Task<NoContent> Clear(UpstreamMode mode, CancellationToken cancellationToken)
    {
        await mode.ClearAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<UpstreamSyncResult>> Sync(UpstreamSync sync, CancellationToken cancellationToken)
    {
        UpstreamSyncReport done = await sync.RunAsync(asked: true, cancellationToken);
        return TypedResults.Ok(UpstreamMapper.ToResult(done, await sync.ReportAsync(cancellationToken)));
    }

    private static async Task<Ok<UpstreamAccountResult>> Push(Guid id, UpstreamSync sync, CancellationToken cancellationToken)
    {
        (string? upstreamId, IReadOnlyList<string> warnings) = await sync.PushAsync(id, cancellationToken);
        return TypedResults.Ok(new UpstreamAccountResult(id.ToString(), upstreamId, warnings));
    }
}
