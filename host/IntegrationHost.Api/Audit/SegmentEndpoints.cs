using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Api.Requests;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Audit;

/// <summary><c>/api/audit/segments</c>: closing a part of the trail, checking what was exported of it, taking it out.</summary>
internal static class SegmentEndpoints
{
    public static void MapSegments(this IEndpointRouteBuilder audit)
    {
        audit.MapGet("/segments", List).WithName("getAuditSegments").WithSummary("The parts of the trail, oldest first, those that were taken out among them.").Needs(Scopes.AuditRead);
        audit.MapPost("/segments", Close).WithName("closeAuditSegment").WithSummary("Ends the part of the trail that is written to and begins the next. The answer is the one that was ended.").DoneOnce()
            .NeedsAdmin(Scopes.VaultAdmin);
        audit.MapPost("/segments/check", Check).WithName("checkAuditEvents").WithSummary("Checks exported events, at most 1000 at once: each must be as it was written and follow the one before.")
            .WithMetadata(BodyCap.Import).Needs(Scopes.AuditRead);
        audit.MapPost("/segments/{number:long}/remove", Remove).WithName("removeAuditSegment")
            .WithSummary("Takes the oldest part of the trail out of the store, after a look at each event. The hash of the exported file is recorded and stands for it.")
            .WithRequestTimeout(ServerLimits.WholeStore).NeedsAdmin(Scopes.VaultAdmin);
    }

    private static async Task<Ok<IReadOnlyList<AuditSegmentReport>>> List(AuditSegments segments, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<AuditSegmentReport>>([.. (await segments.ListAsync(cancellationToken)).Select(ToReport)]);

    private static async Task<Ok<AuditSegmentReport>> Close(AuditSegments segments, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToReport(await segments.CloseAsync(cancellationToken)));

    private static Ok<AuditCheckReport> Check(AuditCheckRequest request, AuditService audit) => request.Events.Count > AuditService.MostRows
        ? throw RequestRefusedException.BadRequest($"At most {AuditService.MostRows} events are checked at once.")
        : TypedResults.Ok(new AuditCheckReport(audit.FindBad(request.After, request.AfterMac, [.. request.Events.Select(ToEntry)])));

    private static async Task<Ok<AuditSegmentReport>> Remove(long number, RemoveSegmentRequest request, AuditSegments segments, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToReport(await segments.RemoveAsync(number, request.LastMac, request.Sha256, cancellationToken)));

    private static AuditSegmentReport ToReport(AuditSegment segment) => new(segment.Number, segment.First, segment.Last, segment.LastMac, segment.Open, segment.Removed, segment.Sha256);

    private static AuditEntry ToEntry(AuditEventReport happened) => new()
    {
        Seq = happened.Seq,
        At = happened.At,
        Ticks = happened.Ticks,
        BootId = happened.BootId,
        Actor = happened.Actor,
        Action = happened.Action,
        ObjectType = happened.ObjectType,
        ObjectId = happened.ObjectId,
        Result = happened.Result,
        RequestId = happened.RequestId,
        Details = AuditService.Write(happened.Details),
        PrevMac = happened.PrevMac,
        Mac = happened.Mac,
    };
}
