using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.Events;

/// <summary>Who listens, asked again as long as the stream lasts: a token that was revoked meanwhile, or rights that were taken, end with the next event.</summary>
internal sealed class StreamCaller(HttpContext context, TokenService tokens)
{
    private const string Scheme = "Bearer ";

    private readonly Actor first = context.Features.Get<Actor>()!;

    /// <summary>Acts as who listens; <c>false</c> if that is nobody any more.</summary>
    public async Task<Actor?> RecogniseAsync(CancellationToken cancellationToken)
    {
        // The token in the data directory lasts as long as the process.
        if (first.Id == "local")
            return first;
        string text = context.Request.Headers.Authorization.ToString()[Scheme.Length..].Trim();
        Actor? now = (await tokens.AuthenticateAsync(text, cancellationToken)).Actor;
        return now?.Scopes.Contains(Scopes.AccountsRead) == true ? now with { RequestId = first.RequestId } : null;
    }
}
