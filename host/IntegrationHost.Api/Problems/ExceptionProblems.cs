using System.Text.Json;
using IntegrationHost.Api.Requests;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Api.Problems;

/// <summary>Turns exceptions, and statuses the platform set without a body, into problems.</summary>
internal static class ExceptionProblems
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone, or the time limit's own handler answers.
            throw;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, failure);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            await ProblemWriter.WriteAsync(context, ProblemKind.For(context.Response.StatusCode), Hint(context.Response.StatusCode));
    }

    private static Task WriteAsync(HttpContext context, Exception failure) => failure switch
    {
        RequestRefusedException refused => ProblemWriter.WriteAsync(context, refused.Kind, refused.Message),
        AccessDeniedException denied => DenyAsync(context, denied),
        AuditUnavailableException { InnerException: { } inner } when StorageFailure.Find(inner) is { } storage => WriteStorageAsync(context, storage),
        AuditUnavailableException => ProblemWriter.WriteAsync(context, ProblemKind.AuditUnavailable, failure.Message),
        InvalidInputException invalid => WriteInvalidAsync(context, "It cannot be stored as it is; see errors.", invalid.Errors),
        NotFoundException missing => ProblemWriter.WriteAsync(context, ProblemKind.NotFound, Missing(missing.Thing, missing.Id)),
        AccountValidationException account => WriteInvalidAsync(context, "The account cannot be stored as it is; see errors.", account.Errors),
        ModuleValidationException module => WriteInvalidAsync(context, "The module cannot be stored as it is; see errors.", module.Errors),
        OtherOwnerException other => WriteConflictAsync(context, other.Message, "expectSameOwner", $"The key belongs to {other.Found}."),
        DuplicateAccountException => WriteConflictAsync(context, failure.Message, "refuseDuplicate", "The credential is stored already."),
        StoreSealedException => ProblemWriter.WriteAsync(context, ProblemKind.Sealed, SealedDetail(context)),
        UnsealRefusedException => ProblemWriter.WriteAsync(context, ProblemKind.Forbidden, failure.Message),
        KeyExhaustedException => ProblemWriter.WriteAsync(context, ProblemKind.Conflict, failure.Message),
        StoreException { ExitCode: StoreException.Permissions } => ProblemWriter.WriteAsync(context, ProblemKind.StorageFailed, failure.Message),
        StoreException { ExitCode: not StoreException.InputOutput } => ProblemWriter.WriteAsync(context, ProblemKind.Conflict, failure.Message),
        EntityValidationException entity => WriteInvalidAsync(context, "The entity cannot be stored as it is; see errors.", entity.Errors),
        VersionException => ProblemWriter.WriteAsync(context, ProblemKind.PreconditionFailed, failure.Message),
        ConflictException or SecretDamagedException => ProblemWriter.WriteAsync(context, ProblemKind.Conflict, failure.Message),
        UpstreamException { Fault: UpstreamFault.Unusable } => ProblemWriter.WriteAsync(context, context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) ? ProblemKind.BadRequest : ProblemKind.Invalid, failure.Message),
        UpstreamException { IsAway: true } => ProblemWriter.WriteAsync(context, ProblemKind.UpstreamAway, failure.Message),
        UpstreamException => ProblemWriter.WriteAsync(context, ProblemKind.UpstreamRefused, failure.Message),
        ChannelException => ProblemWriter.WriteAsync(context, ProblemKind.ProviderFailed, failure.Message),
        BadHttpRequestException { InnerException: JsonException json } => WriteJsonAsync(context, json),
        BadHttpRequestException bad => ProblemWriter.WriteAsync(context, ProblemKind.For(bad.StatusCode), Hint(bad.StatusCode)),
        JsonException json => WriteJsonAsync(context, json),

        // What Kestrel says of a chunk whose size is beyond all numbers.
        IOException { InnerException: OverflowException } => ProblemWriter.WriteAsync(context, ProblemKind.BadRequest, Hint(StatusCodes.Status400BadRequest)),
        _ when StorageFailure.Find(failure) is { } storage => WriteStorageAsync(context, storage),
        _ => ProblemWriter.WriteAsync(context, ProblemKind.Internal, Hint(StatusCodes.Status500InternalServerError)),
    };

    /// <summary>The reason as the store tells it, with the next step.</summary>
    public static string SealedDetail(HttpContext context) =>
        $"The store is sealed. {context.RequestServices.GetRequiredService<HostStore>().SealedBecause ?? "Run: integration-host unseal"}";

    private static async Task WriteStorageAsync(HttpContext context, StorageFailure failure)
    {
        // What a failed flush left in memory must not be served as what is on the disk.
        if (failure.MustSeal)
            await context.RequestServices.GetRequiredService<HostStore>().SealAsync("The disk failed to flush. Check it, then restart the host.");
        await ProblemWriter.WriteAsync(context, failure.Kind == StorageFailureKind.Full ? ProblemKind.NoSpace : ProblemKind.StorageFailed, failure.Message);
    }

    /// <summary>What may not be read is answered as what is not there, in the same words.</summary>
    private static async Task DenyAsync(HttpContext context, AccessDeniedException denied)
    {
        // Who acts was set further inside, and is forgotten out here.
        if (context.Features.Get<Actor>() is { } actor)
            ActingAs.Set(actor);
        try
        {
            await context.RequestServices.GetRequiredService<AuditService>().RecordDenialAsync(denied, context.RequestAborted);
        }
        catch (Exception unrecorded) when (unrecorded is AuditUnavailableException or StoreSealedException)
        {
            // It is denied either way.
        }

        await (denied.Hidden
            ? ProblemWriter.WriteAsync(context, ProblemKind.NotFound, Missing(denied.ObjectType, denied.ObjectId))
            : ProblemWriter.WriteAsync(context, ProblemKind.Forbidden, denied.Message));
    }

    /// <summary>One wording, whether it is missing or may not be seen, and whichever part of the host noticed.</summary>
    private static string Missing(string thing, string id) => thing switch
    {
        "account" or "IntegrationAccount" => $"There is no account {id}.",
        "module" or "ExecModule" => $"There is no ExecModule {id}.",
        _ => $"There is no {thing} {id}.",
    };

    private static Task WriteInvalidAsync(HttpContext context, string detail, IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        // ThorAPI knows no 422.
        bool thor = context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal);
        ProblemKind kind = thor ? ProblemKind.BadRequest : ProblemKind.Invalid;
        return ProblemWriter.WriteAsync(context, kind, detail, errors);
    }

    // Named after the request's own property, so that a program can tell these conflicts from others.
    private static Task WriteConflictAsync(HttpContext context, string detail, string property, string reason) =>
        ProblemWriter.WriteAsync(context, ProblemKind.Conflict, detail, new Dictionary<string, IReadOnlyList<string>> { [property] = [reason] });

    private static Task WriteJsonAsync(HttpContext context, JsonException json) =>
        ProblemWriter.WriteAsync(context, ProblemKind.BadRequest, JsonPlace.Describe(json));

    private static string Hint(int status) => status switch
    {
        404 => "Nothing is at this address, or the id is not known. See /openapi/v1.json for the addresses.",
        405 => "See /openapi/v1.json for the methods of this address.",
        413 => "Send at most 64 KiB, to an import at most 8 MiB.",
        415 => "Send Content-Type: application/json with UTF-8.",
        >= 500 => "Something unexpected went wrong in the host. Try again; if it stays, restart the host.",
        _ => "The request has not the form that this address expects. See /openapi/v1.json.",
    };
}
