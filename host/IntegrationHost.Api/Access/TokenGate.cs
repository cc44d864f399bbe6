using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Api.OpenApi;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.ThorApi;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.Api.Access;

/// <summary>Lets nobody in without a token, over the Unix socket neither, and says who it is from then on. Only <c>GET /healthz</c> and the login are open.</summary>
/// <remarks>The token in the data directory is the operator of this machine. Every other is looked up at each request, so that revoking it holds at once.</remarks>
internal sealed class TokenGate
{
    private const string Scheme = "Bearer ";

    private readonly byte[] expected;
    private readonly Guid localId;
    private readonly TokenService tokens;
    private readonly AuditService audit;
    private readonly FailedAttempts attempts;

    /// <summary>Keeps the hash of the operator's token, not the token.</summary>
    public TokenGate(string token, Guid localId, TokenService tokens, AuditService audit, TimeProvider time)
    {
        expected = Hash(token);
        this.localId = localId;
        this.tokens = tokens;
        this.audit = audit;
        attempts = new FailedAttempts(time);
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsOpen(context.Request) || ReferencePage.IsOpen(context))
        {
            await next(context);
            return;
        }

        StringValues header = context.Request.Headers.Authorization;
        Authentication who = await RecogniseAsync(header, context.RequestAborted);
        if (who.Actor is not { } actor)
        {
            await RefuseAsync(context, header, who);
            return;
        }

        actor = actor with { RequestId = context.TraceIdentifier };
        context.Features.Set(actor);
        ActingAs.Set(actor);
        await next(context);
    }

    private static bool IsOpen(HttpRequest request) => request.Path.Value switch
    {
        "/healthz" => HttpMethods.IsGet(request.Method),
        LoginEndpoints.Path => HttpMethods.IsPost(request.Method),
        _ => false,
    };

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Compares hashes of equal length in constant time: neither the token's length nor its beginning can be measured.</summary>
    private async Task<Authentication> RecogniseAsync(StringValues authorization, CancellationToken cancellationToken)
    {
        string given = authorization.Count == 1 ? authorization[0]! : "";
        bool bearer = given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        string token = bearer ? given[Scheme.Length..].Trim() : given;
        bool local = CryptographicOperations.FixedTimeEquals(expected, Hash(token)) & bearer;
        if (local)
            return new Authentication(Actor.Local(localId), "", "");
        if (!bearer)
            return new Authentication(null, "", "no token");
        try
        {
            return await tokens.AuthenticateAsync(token, cancellationToken);
        }
        catch (StoreSealedException)
        {
            // Without keys no token can be told from another; only the operator of this machine gets in, to unseal it.
            return new Authentication(null, "", "sealed");
        }
    }

    private async Task RefuseAsync(HttpContext context, StringValues header, Authentication who)
    {
        // Who sends nothing guesses nothing.
        if (header.Count > 0 && attempts.Count(Peer(context)) is { } wait)
        {
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await ProblemWriter.WriteAsync(context, ProblemKind.TooManyRequests, "Too many wrong tokens were sent. Wait, then send the right one.");
            return;
        }

        if (header.Count > 0)
            await TryRecordAsync(who, context.RequestAborted);
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"integration-host\"";
        await ProblemWriter.WriteAsync(context, ProblemKind.Unauthorized, "Send the token of this host as 'Authorization: Bearer <token>'.");
    }

    private async Task TryRecordAsync(Authentication who, CancellationToken cancellationToken)
    {
        try
        {
            await audit.RecordAuthFailureAsync(who.TokenId, who.Reason, cancellationToken);
        }
        catch (Exception failure) when (failure is AuditUnavailableException or StoreSealedException)
        {
            // Nobody is let in either way.
        }
    }

    private static string Peer(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "socket";
}
