using System.Collections.Concurrent;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Quality;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Sdk.Testing.Replies;

/// <summary>Gives recorded answers over a real connection, by method and path of the smoke test's requests.</summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<string> asked = new();
    private readonly ConcurrentQueue<string> strays = new();

    private volatile RecordedReply reply;

    private ReplayServer(WebApplication application, RecordedReply reply)
    {
        this.application = application;
        this.reply = reply;
    }

    public Uri BaseUrl => new(application.Urls.First());

    /// <summary>Requests that are none of the smoke test's, without their queries.</summary>
    public IReadOnlyList<string> Strays => [.. strays];

    /// <summary>Ids of the requests that were made, in order.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public static async Task<ReplayServer> StartAsync(CredentialKindDescriptor kind, RecordedReply reply, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        var server = new ReplayServer(application, reply);
        application.Run(context => server.AnswerAsync(context, kind));
        await application.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Goes on with another situation, as if nothing had been asked yet.</summary>
    public void Replay(RecordedReply next)
    {
        asked.Clear();
        reply = next;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private Task AnswerAsync(HttpContext context, CredentialKindDescriptor kind)
    {
        string target = context.Request.Path + context.Request.QueryString;
        string? id = kind.Verification.Requests.FirstOrDefault(request => request.Method == context.Request.Method && IsTarget(request.Path, kind, target))?.Id
            ?? (kind.Auth.Exchanges ? VerificationDescriptor.TokenRequest : kind.Auth.Scheme == AuthScheme.Webhook ? kind.Verification.Requests[0].Id : null);
        if (id is null)
        {
            strays.Enqueue($"{context.Request.Method} {context.Request.Path}");
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }

        RecordedReply now = reply;
        int before = asked.Count(earlier => earlier == id);
        asked.Enqueue(id);

        // Several answers to one request come in order; the last one stays.
        if (now.Replies.Where(answer => answer.Request == id).ToArray() is not { Length: > 0 } answers)
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

    // A key that is placed in the query stands behind what the smoke test asks for.
    private static bool IsTarget(string path, CredentialKindDescriptor kind, string target) => Filled(path, kind) is var filled
        && (kind.Auth.Scheme == AuthScheme.Query
            ? target == filled || target.StartsWith(filled + (filled.Contains('?', StringComparison.Ordinal) ? "&" : "?"), StringComparison.Ordinal)
            : target == filled);

    private static string Filled(string path, CredentialKindDescriptor kind) =>
        kind.Fields.Aggregate(path, (text, field) => text.Replace($"{{{field.Key}}}", Uri.EscapeDataString(field.Example), StringComparison.Ordinal));
}
