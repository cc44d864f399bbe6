using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.Access;

/// <summary>Refuses every request that was addressed to another name: a browser that was led here by a foreign name (DNS rebinding) carries that name.</summary>
/// <remarks>The platform's own filter ignores the port and lets empty names through.</remarks>
internal static class HostFilter
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsOurs(context.Request.Host.Value ?? "", context.Connection))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static bool IsOurs(string authority, ConnectionInfo connection)
    {
        // A Unix socket has no address.
        if (connection.LocalIpAddress is null)
            return authority == "localhost";

        int port = connection.LocalPort;
        return authority == $"127.0.0.1:{port}" || authority == $"localhost:{port}" || authority == $"[::1]:{port}";
    }
}
