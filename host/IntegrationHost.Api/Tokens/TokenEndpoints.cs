using IntegrationHost.Api.Access;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Tokens;

/// <summary><c>/api/tokens</c>.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder tokens = routes.MapGroup("/api/tokens").WithTags("tokens").WithProblems();
        tokens.MapGet("", List).WithName("getTokens").WithSummary("One's own tokens; every token for admins.").Needs(Scopes.TokensAdmin);
        tokens.MapPost("", Create).WithName("createToken").WithSummary("Makes a token. Its text is in this answer and nowhere else.").Needs(Scopes.TokensAdmin);
        tokens.MapDelete("/{id}", Revoke).WithName("revokeToken").WithSummary("Revokes a token; the next request with it is refused.").Needs(Scopes.TokensAdmin);
    }

    private static async Task<Ok<IReadOnlyList<TokenSummary>>> List(TokenService tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<TokenSummary>>([.. (await tokens.ListAsync(cancellationToken)).Select(ToSummary)]);

    private static async Task<Created<CreatedToken>> Create(CreateTokenRequest request, TokenService tokens, CancellationToken cancellationToken)
    {
        ApiTokenCreated made = await tokens.CreateAsync(request.Name, request.Username, request.Scopes, request.Days, cancellationToken);
        return TypedResults.Created($"/api/tokens/{made.Token.Id}", new CreatedToken(made.Text, ToSummary(made.Token)));
    }

    private static async Task<NoContent> Revoke(string id, TokenService tokens, CancellationToken cancellationToken)
    {
        await tokens.RevokeAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static TokenSummary ToSummary(ApiToken token) => new(
        token.Id, token.Name, token.PrincipalId.ToString(), token.Username, token.Scopes, token.CreatedAt, token.ExpiresAt, token.RevokedAt);
}
