using IntegrationHost.Api.Problems;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Api.Access;

/// <summary>While the store is sealed only health, status and unseal are answered.</summary>
internal static class SealedGate
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.RequestServices.GetRequiredService<HostStore>().IsSealed || context.Request.Path.Value is "/healthz" or "/api/status" or "/api/unseal" or "/api/seal")
            return next(context);

        return ProblemWriter.WriteAsync(context, ProblemKind.Sealed, ExceptionProblems.SealedDetail(context));
    }
}
