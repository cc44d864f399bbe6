using IntegrationHost.Api.Access;
using IntegrationHost.Api.Requests;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace IntegrationHost.Api.Coverage;

/// <summary><c>/api/coverage</c> and <c>/api/metrics/hero</c>.</summary>
internal static class CoverageEndpoints
{
    public static void MapCoverage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/coverage", Get).WithName("getCoverage").WithTags("coverage")
            .WithSummary("Which ExecModules can run, and why the others cannot. Filters choose items; the counts are always of all.")
            .WithQuery(
                ("state", JsonSchemaType.String, "Only items in one of these states, separated by commas."),
                ("category", JsonSchemaType.String, "Only this category."),
                ("providerId", JsonSchemaType.String, "Only modules of this provider."),
                ("accountId", JsonSchemaType.String, "Only modules linked to this account."),
                ("workflow", JsonSchemaType.String, "Only modules of this workflow."),
                ("search", JsonSchemaType.String, "Part of the module's name or class."),
                ("page", JsonSchemaType.Integer, "From 0. All items if absent."),
                ("size", JsonSchemaType.Integer, "From 1 to 200; 50 if absent.")).Needs(Scopes.AccountsRead);
        routes.MapGet("/api/coverage/gate", GetGate).WithName("getCoverageGate").WithTags("coverage")
            .WithSummary("Whether a deployment may go ahead: enough modules can run in the environment. Names each that cannot, why, and what closes the gap.")
            .WithQuery(
                ("environment", JsonSchemaType.String, "The environment that is deployed to, such as prod. Accounts of another do not count; eu-production counts for prod. Any if absent."),
                ("min", JsonSchemaType.Integer, "Percent of the modules that must be able to run, from 0 to 100; 100 if absent."),
                ("workflow", JsonSchemaType.String, "Only modules of this workflow.")).Needs(Scopes.AccountsRead);
        routes.MapGet("/api/metrics/hero", GetHero).WithName("getHeroMetrics").WithTags("coverage")
            .WithSummary("The counts that tell readiness at a glance.").Needs(Scopes.AccountsRead);
    }

    private static async Task<Ok<CoverageReport>> Get(HttpRequest request, CoverageService coverage, CancellationToken cancellationToken)
    {
        CoverageFilter filter = CoverageFilter.Read(request);
        Core.Coverage.Coverage all = await coverage.GetAsync(cancellationToken);
        return TypedResults.Ok(CoverageMapper.ToReport(all with { Entries = filter.Apply(all.Entries, out int matching) }) with { Matching = matching });
    }

    private static async Task<Ok<GateReport>> GetGate(HttpRequest request, ReadinessGate gate, CancellationToken cancellationToken)
    {
        var question = new GateQuestion
        {
            Environment = QueryValues.Text(request, "environment"),
            Minimum = QueryValues.Percent(request, "min"),
            Workflow = QueryValues.Text(request, "workflow"),
        };
        return TypedResults.Ok(CoverageMapper.ToReport(await gate.JudgeAsync(question, cancellationToken)));
    }

    private static async Task<Ok<HeroMetrics>> GetHero(CoverageService coverage, CancellationToken cancellationToken) =>
        TypedResults.Ok(CoverageMapper.ToMetrics(await coverage.GetHeroCountsAsync(cancellationToken)));
}
