using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Api.OpenApi;
using IntegrationHost.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.Api.Access;

/// <summary>Lets nobody in without the bearer token, over the Unix socket neither. Only <c>GET /healthz</c> is open.</summary>
internal sealed class TokenGate
{
    private const string Scheme = "Bearer ";
    private readonly byte[] expected;

    /// <summary>Keeps the token's hash, not the token.</summary>
    public TokenGate(string token)
    {
        expected = Hash(token);
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsOpen(context.Request) || ReferencePage.IsOpen(context) || Knows(context.Request.Headers.Authorization))
            return next(context);

        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"integration-host\"";
        return ProblemWriter.WriteAsync(context, ProblemKind.Unauthorized, "Send the token of this host as 'Authorization: Bearer <token>'.");
    }

    private static bool IsOpen(HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Path.Value == "/healthz";

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Compares hashes of equal length in constant time: neither the token's length nor its beginning can be measured.</summary>
    private bool Knows(StringValues authorization)
    {
        string given = authorization.Count == 1 ? authorization[0]! : "";
        bool bearer = given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        byte[] presented = Hash(bearer ? given[Scheme.Length..].Trim() : given);
        return CryptographicOperations.FixedTimeEquals(expected, presented) & bearer;
    }
}
