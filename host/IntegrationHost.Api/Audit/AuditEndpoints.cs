using System.Globalization;
using System.Text.Json;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Rates;
using IntegrationHost.Api.Requests;
using IntegrationHost.Api.Wire;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Audit;

/// <summary><c>/api/audit</c>: reading and checking the trail. Where it is written to cannot be changed here, nor anywhere.</summary>
internal static class AuditEndpoints
{
    private const int UsualRows = 100;
    private const int LongestValue = 4096;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder audit = routes.MapGroup("/api/audit").WithTags("audit").WithProblems();
        audit.MapGet("", List).WithName("getAudit")
            .WithSummary("Events in order: those after the number 'after', or the last ones without it; at most 'max', 100 if absent, never more than 1000.")
            .WithMetadata(new QueryNames(["after", "max"])).Needs(Scopes.AuditRead);
        audit.MapPost("/verify", Verify).WithName("verifyAudit").WithSummary("Walks the trail, and checks every row that decides who may do what.").Needs(Scopes.AuditRead)
            .WithRequestTimeout(ServerLimits.ProviderCalls);
        audit.MapPost("/hash", Hash).WithName("hashForAudit").WithSummary("What stands in the trail for a value, such as an account's base address. That it was asked for is recorded, the value is not.")
            .NeedsAdmin(Scopes.AuditRead);
        audit.MapSegments();
    }

    private static async Task<Ok<AuditHashReport>> Hash(AuditHashRequest request, HttpContext context, AuditService audit, RateGate rates, CancellationToken cancellationToken)
    {
        if (request.Value.Length is 0 or > LongestValue)
            throw RequestRefusedException.BadRequest($"The value has 1 to {LongestValue} characters.");

        // Guesses are made one after the other, whoever makes them.
        rates.Use(context, Guid.Empty);
        return TypedResults.Ok(new AuditHashReport(await audit.HashAsync(request.Value, cancellationToken)));
    }

    private static async Task<Ok<IReadOnlyList<AuditEventReport>>> List(AuditService audit, CancellationToken cancellationToken, string? after = null, string? max = null)
    {
        int rows = (int)Math.Min(Number(max, "max") ?? UsualRows, AuditService.MostRows);
        IReadOnlyList<AuditEntry> entries = Number(after, "after") is { } begin
            ? await audit.ListAsync(begin, rows, cancellationToken)
            : await audit.LastAsync(rows, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<AuditEventReport>>([.. entries.Select(ToReport)]);
    }

    private static async Task<Ok<AuditVerifyReport>> Verify(AuditVerifyRequest request, AuditService audit, CancellationToken cancellationToken)
    {
        AuditReport found = await audit.VerifyAsync(request.From ?? 1, request.To ?? long.MaxValue, anchorPath: null, cancellationToken);
        return TypedResults.Ok(new AuditVerifyReport(
            found.Verdict.ToString(), found.Rows, found.Head, found.Anchor, found.FirstBadSeq, found.UnknownOutcomes, found.ProtectedRows, found.Tampered, found.Earlier, found.Removed,
                found.Damaged, found.Recounted));
    }

    private static long? Number(string? text, string name)
    {
        if (text is null)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw RequestRefusedException.BadRequest($"{name} is not a whole number from 0.");
    }

    private static AuditEventReport ToReport(AuditEntry entry) => new(
        entry.Seq, entry.At, entry.Ticks, entry.BootId, entry.Actor, entry.Action, entry.ObjectType, entry.ObjectId, entry.Result, entry.RequestId,
        Details(entry.Details), entry.PrevMac, entry.Mac);

    // What was changed outside the host may be anything.
    private static Dictionary<string, string> Details(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ApiJsonContext.Default.DictionaryStringString) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
