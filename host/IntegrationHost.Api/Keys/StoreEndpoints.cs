using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Keys;

/// <summary><c>/api/backup</c> and <c>/api/store/verify</c>.</summary>
internal static class StoreEndpoints
{
    private const int LongestLabel = 200;

    public static void MapStore(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api").WithTags("store").WithProblems();
        api.MapPost("/backup", BackUp).WithName("backUp").WithSummary("Makes a backup as of now, without what unlocks it. The answer is the file.")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .WithRequestTimeout(ServerLimits.WholeStore).NeedsAdmin(Scopes.VaultAdmin);
        api.MapPost("/store/verify", Verify).WithName("verifyStore").WithSummary("Looks for damage in the store and opens every secret; tells counts and names.")
            .WithRequestTimeout(ServerLimits.WholeStore).NeedsAdmin(Scopes.VaultAdmin);
    }

    private static async Task<FileStreamHttpResult> BackUp(BackupRequest request, StoreBackup backup, CancellationToken cancellationToken)
    {
        string label = request.Label;
        if (label.Length > LongestLabel || label.Any(character => char.IsControl(character) || char.IsSurrogate(character)))
            throw RequestRefusedException.BadRequest($"The label has at most {LongestLabel} characters, none of them a control character.");
        string path = await backup.MakeAsync(label, cancellationToken);

        // The name goes at once: whatever becomes of the answer, nothing is left behind.
        var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        return TypedResults.File(file, "application/zip");
    }

    private static async Task<Ok<StoreVerification>> Verify(StoreBackup backup, CancellationToken cancellationToken)
    {
        StoreReport report = await backup.ExamineAsync(cancellationToken);
        return TypedResults.Ok(new StoreVerification(report.IsSound, report.Damage, report.Accounts, report.Modules, report.Secrets, report.Damaged));
    }
}
