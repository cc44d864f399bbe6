using System.Net;
using System.Net.Sockets;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Quality;
using IntegrationHost.Core.Verification;
using IntegrationHost.Sdk.Testing.Replies;
using IntegrationHost.Sdk.Testing.Servers;

namespace IntegrationHost.Sdk.Testing;

/// <content>A verdict is earned, or it is none.</content>
public abstract partial class ProviderConformance<TPlugin>
{
    private static readonly TimeSpan Impatient = TimeSpan.FromMilliseconds(300);

    /// <summary>The kinds that are called over http.</summary>
    public static TheoryData<string> CalledKinds() => [.. Plugin.UsedKinds.Where(kind => kind.Auth.Scheme != AuthScheme.Mail).Select(kind => kind.Id)];

    /// <summary>
    /// At each step of the smoke test something else answers: a firewall, a guest network, a proxy, half an answer, a redirect.
    /// The verdict is <c>Indeterminate</c> each time, and nobody follows the redirect.
    /// </summary>
    /// <param name="kindId">Kind.</param>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(CalledKinds))]
    public async Task Verdict_SomethingElseAnswers_IsIndeterminate(string kindId)
    {
        CredentialKindDescriptor kind = Plugin.Kind(kindId);
        RecordedReply valid = Plugin.ValidReply(kindId);
        await using LocalServer elsewhere = await LocalServer.StartAsync(_ => (200, "{}"), Cancelled);
        await using ReplayServer server = await ReplayServer.StartAsync(kind, valid, Cancelled);
        foreach ((int step, RecordedAnswer good) in valid.Replies.Index().Where(item => !IsEnrichment(kind, item.Item.Request)))
        {
            foreach (Stranger stranger in Stranger.All(elsewhere.BaseUrl))
            {
                if (stranger.Of(good) is not { } answer)
                    continue;

                server.Replay(valid with { Replies = [.. valid.Replies.Select((other, index) => index == step ? answer : other)] });

                Verdict verdict = await VerifyAsync(kind, server.BaseUrl);

                Assert.True(
                    verdict.Kind == VerdictKind.Indeterminate,
                    $"The request '{good.Request}' of {kindId} met {stranger.Name}, and rule {verdict.RuleId} took it for {verdict.Kind}. Let the rule ask for what only the provider's own answer has.");
            }
        }

        Assert.True(elsewhere.Requests.Count == 0, $"A request followed a redirect to another server: {string.Join(", ", elsewhere.Requests)}.");
    }

    /// <summary>Nobody listens, or nobody answers in time: <c>Indeterminate</c>.</summary>
    /// <param name="kindId">Kind.</param>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(CalledKinds))]
    public async Task Verdict_NobodyAnswers_IsIndeterminate(string kindId)
    {
        CredentialKindDescriptor kind = Plugin.Kind(kindId);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}");

        Verdict silent = await VerifyAsync(kind, address, Impatient);
        listener.Stop();
        Verdict absent = await VerifyAsync(kind, address);

        Assert.Equal((VerdictKind.Indeterminate, VerdictKind.Indeterminate), (silent.Kind, absent.Kind));
    }

    private static bool IsEnrichment(CredentialKindDescriptor kind, string? request) => kind.Verification.Requests.Any(item => item.Id == request && item.Enrichment);
}
