using IntegrationHost.Api.Access;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Api.Repetition;

/// <summary>Before an answer is given a second time: what may have been done then, may be forbidden by now.</summary>
internal static class ReplayRights
{
    private static readonly (string Prefix, SecuredType Type)[] Places =
        [("/api/accounts/", SecuredType.Account), ("/v1/IntegrationAccount/", SecuredType.Account), ("/v1/ExecModule/", SecuredType.Module)];

    /// <param name="context">The repeated request.</param>
    /// <param name="location">Where the thing is that was made; <c>null</c> if none was.</param>
    /// <exception cref="AccessDeniedException">Who asks may not do it, or not read what was made, any more.</exception>
    public static async Task EnsureAsync(HttpContext context, string? location)
    {
        ObjectRights rights = context.RequestServices.GetRequiredService<ObjectRights>();
        RoutePolicy? policy = context.GetEndpoint()?.Metadata.GetMetadata<RoutePolicy>();
        if (policy?.Type is { } type && Guid.TryParse(context.GetRouteValue("id") as string, out Guid id))
            await rights.EnsureAsync(type, id, policy.Permissions.Where(permission => permission != Permission.Create), context.RequestAborted);
        foreach ((string prefix, SecuredType made) in Places)
        {
            if (location?.StartsWith(prefix, StringComparison.Ordinal) == true && Guid.TryParse(location.AsSpan(prefix.Length), out Guid thing))
                await rights.EnsureAsync(made, thing, [Permission.Read], context.RequestAborted);
        }
    }
}
