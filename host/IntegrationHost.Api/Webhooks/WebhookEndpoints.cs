using IntegrationHost.Api.Access;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Webhooks;

/// <summary><c>/api/webhooks</c>: addresses that are told of changes.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder webhooks = routes.MapGroup("/api/webhooks").WithTags("events").WithProblems();
        webhooks.MapGet("", List).WithName("getWebhooks").WithSummary("Webhooks with how each stands, the oldest first.").NeedsAdmin(Scopes.AccountsWrite);

        // Its answer holds a secret, so that it is not kept for repetitions.
        webhooks.MapPost("", Create).WithName("createWebhook").WithSummary("Makes a webhook, at most 32. The secret of its signatures is in this answer and nowhere else.").NeedsAdmin(Scopes.AccountsWrite);
        webhooks.MapDelete("/{id:guid}", Remove).WithName("deleteWebhook").WithSummary("Removes a webhook.").NeedsAdmin(Scopes.AccountsWrite);
        webhooks.MapPost("/{id:guid}/test", Test).WithName("testWebhook").WithSummary("Sends a test message now. One that was switched off and takes it is switched on again.").NeedsAdmin(Scopes.AccountsWrite);
    }

    private static async Task<Ok<IReadOnlyList<WebhookSummary>>> List(WebhookRegistry webhooks, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<WebhookSummary>>([.. (await webhooks.ListAsync(cancellationToken)).Select(ToSummary)]);

    private static async Task<Created<CreatedWebhook>> Create(CreateWebhookRequest request, WebhookRegistry webhooks, CancellationToken cancellationToken)
    {
        WebhookCreated made = await webhooks.AddAsync(request.Url, request.Kinds ?? [], cancellationToken);
        return TypedResults.Created($"/api/webhooks/{made.Webhook.Id}", new CreatedWebhook(ToSummary(made.Webhook), made.Secret));
    }

    private static async Task<NoContent> Remove(Guid id, WebhookRegistry webhooks, CancellationToken cancellationToken)
    {
        await webhooks.RemoveAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<WebhookTestResult>> Test(Guid id, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        WebhookAnswer answer = await delivery.TestAsync(id, cancellationToken);
        return TypedResults.Ok(new WebhookTestResult(answer.Delivered, answer.Status, answer.Problem));
    }

    private static WebhookSummary ToSummary(Webhook webhook) => new(
        webhook.Id.ToString(), webhook.Url, webhook.Kinds, webhook.OwnerName, webhook.Enabled, webhook.Reason, webhook.Failures, webhook.NextAttemptAt, webhook.DeliveredAt, webhook.CreatedAt);
}
