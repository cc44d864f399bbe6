using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Rates;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Chat;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.ThorApi;

/// <summary><c>/v1/llm-details/{id}/chat</c>: the caller gets what the model says, never its key.</summary>
internal static class ChatEndpoints
{
    private const int LongestMessage = 60_000;

    private static readonly string[] Roles = ["user", "assistant", "system"];

    public static void MapChat(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/v1/llm-details").WithTags("LlmDetails").WithThorErrors()
            .MapPost("/{id:guid}/chat", Ask).WithName("chatWithLlmDetails").WithMetadata(IdempotentPost.Honoured).WithRequestTimeout(ServerLimits.ProviderCalls)
            .WithSummary("Asks the model of an LlmDetails through its provider's chat module, with its linked account.").Needs(Scopes.AccountsUse);

    private static async Task<Ok<ChatAnswer>> Ask(Guid id, ChatMessage message, HttpContext context, ChatService chat, RateGate rates, CancellationToken cancellationToken)
    {
        if (!Roles.Contains(message.Role))
            throw RequestRefusedException.BadRequest($"role is not known. Known are {string.Join(", ", Roles)}.");
        if (string.IsNullOrWhiteSpace(message.Content) || message.Content.Length > LongestMessage)
            throw RequestRefusedException.BadRequest($"content must have 1 to {LongestMessage} characters.");

        rates.Use(context, await chat.AccountOfAsync(id, cancellationToken));
        ChatReply reply = await chat.AskAsync(id, message.Role, message.Content, cancellationToken);
        return reply.Error is null
            ? TypedResults.Ok(new ChatAnswer(reply.Content))
            : throw new RequestRefusedException(ProblemKind.ProviderFailed, $"{reply.Error.Message} ({reply.Error.Code})");
    }
}
