using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Wire;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Logins;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.ThorApi;

/// <summary><c>POST /v1/auth/login</c>, as ThorAPI's clients expect it: a JWT, and who one is.</summary>
internal static class LoginEndpoints
{
    /// <summary>The only address beside health that needs no token.</summary>
    public const string Path = "/v1/auth/login";

    public static void MapLogin(this IEndpointRouteBuilder routes) => routes.MapGroup("").WithTags("Auth").WithThorErrors().MapPost(Path, LogIn).WithName("login")
        .WithSummary("Logs in with a user name and a password. The token is a JWT that lives an hour; it is sent as a bearer token.").Accepts<LoginRequest>("application/json")
        .Produces<LoginAnswer>().Open();

    private static async Task<ContentHttpResult> LogIn(LoginRequest request, HttpContext context, PasswordLogins logins, RoleService roles, CancellationToken cancellationToken)
    {
        // Nobody yet: without this it would be the host itself that acts.
        ActingAs.Set(Actor.Anonymous with { RequestId = context.TraceIdentifier });
        try
        {
            Login login = await logins.LogInAsync(request.Username, request.Password, cancellationToken);
            JsonObject principal = PrincipalWireEndpoints.ToWire(login.Principal, await roles.ListAsync(cancellationToken));
            return ThorResults.Json((JsonObject)JsonSerializer.SerializeToNode(new LoginAnswer(login.Token, principal), ApiJsonContext.Default.LoginAnswer)!);
        }
        catch (LoginRefusedException refused)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"integration-host\"";
            throw new RequestRefusedException(ProblemKind.Unauthorized, refused.Message);
        }
        catch (LoginThrottledException throttled)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(throttled.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            throw new RequestRefusedException(ProblemKind.TooManyRequests, throttled.Message);
        }
    }
}
