using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Access;

/// <summary>Says the policy beside the address.</summary>
internal static class RoutePolicies
{
    /// <summary>Needs no token.</summary>
    public static TBuilder Open<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RoutePolicy { Open = true });

    /// <summary>Needs a token, whatever it is for.</summary>
    public static TBuilder AnyToken<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RoutePolicy());

    /// <summary>Needs a token with a scope, and permissions on the object that the address names.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, string scope, SecuredType? type = null, params Permission[] permissions)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RoutePolicy { Scope = scope, Type = type, Permissions = permissions });

    /// <summary>Needs a token with a scope and the role ADMIN.</summary>
    public static TBuilder NeedsAdmin<TBuilder>(this TBuilder route, string scope)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RoutePolicy { Scope = scope, AdminOnly = true });

    /// <summary>Refuses to go on with an address that has no policy.</summary>
    /// <exception cref="InvalidOperationException">One has none.</exception>
    public static void EnsureEveryRouteHasOne(IEndpointRouteBuilder routes)
    {
        foreach (RouteEndpoint endpoint in routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<RoutePolicy>() is null)
                throw new InvalidOperationException($"The address {endpoint.RoutePattern.RawText} has no policy. Say beside it who may call it.");
        }
    }
}
