using IntegrationHost.Api.Access;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Coverage;

/// <summary><c>/api/coverage</c> and <c>/api/metrics/hero</c>.</summary>
internal static class CoverageEndpoints
{
    public static void MapCoverage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/coverage", Get).WithName("getCoverage").WithTags("coverage")
            .WithSummary("Which ExecModules can run, and why the others cannot.").Needs(Scopes.AccountsRead);
        routes.MapGet("/api/metrics/hero", GetHero).WithName("getHeroMetrics").WithTags("coverage")
            .WithSummary("The counts that tell readiness at a glance.").Needs(Scopes.AccountsRead);
    }

    private static async Task<Ok<CoverageReport>> Get(CoverageService coverage, CancellationToken cancellationToken) =>
        TypedResults.Ok(CoverageMapper.ToReport(await coverage.GetAsync(cancellationToken)));

    private static async Task<Ok<HeroMetrics>> GetHero(CoverageService coverage, CancellationToken cancellationToken) =>
        TypedResults.Ok(CoverageMapper.ToMetrics(await coverage.GetHeroCountsAsync(cancellationToken)));
}
