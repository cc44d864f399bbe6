using System.Collections.Concurrent;
using IntegrationHost.Contracts.Descriptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Plugins.Tests.Replies;

/// <summary>Gives recorded answers over a real connection, by method and path of the smoke test's requests.</summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<string> asked = new();

    private ReplayServer(WebApplication application) => this.application = application;

    public Uri BaseUrl => new(application.Urls.First());

    /// <summary>Ids of the requests that were made, in order.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public static async Task<ReplayServer> StartAsync(CredentialKindDescriptor kind, RecordedReply reply, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        var server = new ReplayServer(application);
        application.Run(context => server.AnswerAsync(context, kind, reply));
        await application.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private Task AnswerAsync(HttpContext context, CredentialKindDescriptor kind, RecordedReply reply)
    {
        string target = context.Request.Path + context.Request.QueryString;
        string id = kind.Verification.Requests.SingleOrDefault(request => request.Method == context.Request.Method && Filled(request.Path, kind) == target)?.Id
            ?? (kind.Auth.Exchanges ? VerificationDescriptor.TokenRequest
                : kind.Auth.Scheme == AuthScheme.Webhook ? kind.Verification.Requests[0].Id
                : throw new InvalidOperationException("No request of the smoke test."));
        int before = asked.Count(earlier => earlier == id);
        asked.Enqueue(id);

        // Several answers to one request come in order; the last one stays.
        if (reply.Replies.Where(answer => answer.Request == id).ToArray() is not { Length: > 0 } answers)
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        RecordedAnswer answer = answers[Math.Min(before, answers.Length - 1)];
        context.Response.StatusCode = answer.Status;
        foreach ((string name, string value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.ContentType.Length > 0)
            context.Response.ContentType = answer.ContentType;
        // An answer may name the address of the server it came from.
        return context.Response.WriteAsync(answer.Text.Replace("{server}", BaseUrl.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
    }

    private static string Filled(string path, CredentialKindDescriptor kind) =>
        kind.Fields.Aggregate(path, (text, field) => text.Replace($"{{{field.Key}}}", Uri.EscapeDataString(field.Example), StringComparison.Ordinal));
}
