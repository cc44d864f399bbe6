using System.Text.Json;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Rates;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Api.Requests;
using IntegrationHost.Api.ThorApi;
using IntegrationHost.Client.Wire;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Modules;

/// <summary><c>/api/modules</c>: what ThorAPI has no address for.</summary>
internal static class ModuleEndpoints
{
    public static void MapModules(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder modules = routes.MapGroup("/api/modules").WithTags("modules").WithProblems();
        modules.MapGet("", List).WithName("getModules").WithSummary("Every ExecModule that is not trashed, unpaged.")
            .Produces<IReadOnlyList<ExecModule>>().Needs(Scopes.AccountsRead);
        modules.MapPost("/import", Import).WithName("importModules")
            .WithSummary("Imports an array of ExecModules, or of Workflows with tasks and modules. Known ids are replaced.")
            .Accepts<IReadOnlyList<ExecModule>>("application/json").WithMetadata(BodyCap.Import).DoneOnce().Needs(Scopes.AccountsWrite);
        modules.MapDelete("/{id:guid}/link", Unlink).WithName("unlinkModule").WithSummary("Removes the link of an ExecModule. GET /v1/ExecModule/{id} gives the ETag.").ChangesAVersion()
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Module, Permission.Read, Permission.Write);
        modules.MapPost("/{id:guid}/execute", Execute).WithName("executeModule")
            .WithSummary("Runs an ExecModule through its plugin with its linked account. The body is an object of its inputs; without one its own data is used.").DoneOnce()
            .WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsUse, SecuredType.Module, Permission.Execute);
    }

    private static async Task<ContentHttpResult> List(ModuleService modules, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredModule> all = await modules.ListAsync(cancellationToken);
        return ThorResults.Json([.. all.Select(ExecModuleMapper.ToWire)]);
    }

    private static async Task<Ok<ImportResult>> Import(HttpRequest request, ModuleService modules, CancellationToken cancellationToken)
    {
        ModuleImport import = await modules.ImportAsync(request.Body, cancellationToken);
        return TypedResults.Ok(new ImportResult(import.Imported, import.Updated, import.Problems));
    }

    private static async Task<NoContent> Unlink(Guid id, HttpRequest request, ModuleService modules, CancellationToken cancellationToken)
    {
        await modules.UnlinkAsync(id, cancellationToken, EntityTags.Read(request));
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ExecuteResult>> Execute(
        Guid id, HttpContext context, ModuleService modules, RateGate rates, CancellationToken cancellationToken, JsonElement? input = null)
    {
        if (input is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            throw RequestRefusedException.BadRequest("The inputs of a module are a JSON object. Send no body to use the module's own data.");
        if (input is { } inputs)
            JsonText.Check(inputs);

        string inputJson = input is { ValueKind: JsonValueKind.Object } given ? given.GetRawText() : "";
        if ((await modules.FindAsync(id, cancellationToken))?.AccountId is { } account)
            rates.Use(context, account);
        ModuleResult result = await modules.ExecuteAsync(id, inputJson, cancellationToken);
        return TypedResults.Ok(ToWire(result));
    }

    private static ExecuteResult ToWire(ModuleResult result)
    {
        JsonElement? output = result.OutputJson is null ? null : JsonElement.Parse(result.OutputJson);
        IReadOnlyList<InputProblem> problems = result.Error?.Problems ?? [];
        return new ExecuteResult(
            result.Succeeded, output, result.Error?.Code, result.Error?.Message, [.. problems.Select(problem => $"{problem.Field}: {problem.Message}")]);
    }
}
