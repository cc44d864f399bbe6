using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Quality;
using IntegrationHost.Sdk.Testing.Samples;
using IntegrationHost.Sdk.Testing.Servers;

namespace IntegrationHost.Sdk.Testing;

/// <content>What the modules send.</content>
public abstract partial class ProviderConformance<TPlugin>
{
    private const string Canary = "CANARY-7f3a91";

    private static readonly AuthScheme[] PlacedOnRequests = [AuthScheme.Bearer, AuthScheme.Header, AuthScheme.Query, AuthScheme.Basic, AuthScheme.OAuth2, AuthScheme.GitHubApp, AuthScheme.Vault];

    /// <summary>The modules that a host runs, by class.</summary>
    public static TheoryData<string> RunModules() => [.. Plugin.RunningModules.Select(module => module.Descriptor.ModuleClass)];

    /// <summary>A module sends at least one request, and none that holds a secret, leaves the provider's addresses or breaks the forms of HTTP.</summary>
    /// <param name="moduleClass">Class.</param>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RunModules))]
    public async Task Module_SendsRequestsThatAHostTakes(string moduleClass)
    {
        IProviderModule module = Plugin.Module(moduleClass);
        IReadOnlyList<CredentialKindDescriptor> kinds = [.. Plugin.KindsOf(module.Descriptor)];
        var channel = new RecordingChannel();

        ModuleResult result = await module.ExecuteAsync(Input(moduleClass), channel, Cancelled);

        Assert.True(
            channel.Requests.Count > 0,
            $"{moduleClass} sent nothing{(result.Error is { } error ? $": {error.Code}, {string.Join(" ", error.Problems.Select(problem => problem.Message))}" : ".")} Override InputFor and give it the input that it needs.");
        AssertHarmless(moduleClass, channel, kinds);

        var full = new RecordingChannel();
        await module.ExecuteAsync(SampleInput.Of(Plugin.MetadataOf(moduleClass), all: true).ToJsonString(), full, Cancelled);
        AssertHarmless(moduleClass, full, kinds);
    }

    /// <summary>Over the host's own channel a module reaches the server, with the credential where its kind places it and nowhere else.</summary>
    /// <param name="moduleClass">Class.</param>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RunModules))]
    public async Task Module_OverTheHostsChannel_ReachesTheServerAuthenticated(string moduleClass)
    {
        IProviderModule module = Plugin.Module(moduleClass);
        foreach (CredentialKindDescriptor kind in Plugin.KindsOf(module.Descriptor).Where(kind => PlacedOnRequests.Contains(kind.Auth.Scheme)))
        {
            RecordedAnswer? token = kind.Auth.Exchanges ? Plugin.ValidReply(kind.Id).Replies.FirstOrDefault(answer => answer.Request == VerificationDescriptor.TokenRequest) : null;
            string[] proofs = token is null ? [.. RequestRules.SecretsOf([kind])] : [.. Leaves(token.Body).Where(text => text.Length > 5)];
            bool Authenticated(SeenRequest request) => proofs.Any(proof => request.HeaderText.Contains(proof, StringComparison.Ordinal) || (kind.Auth.Scheme == AuthScheme.Query && request.Query.Contains(proof, StringComparison.Ordinal)));
            Uri? self = null;
            await using LocalServer server = await LocalServer.StartAsync(
                request => token is not null && !Authenticated(request)
                    ? (token.Status, token.Text.Replace("{server}", self!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)) : (200, "{}"), Cancelled);
            self = server.BaseUrl;
            using ProviderChannelFactory factory = Factory();

            await module.ExecuteAsync(Input(moduleClass), Open(factory, kind, server.BaseUrl, FieldValues.Examples(kind)), Cancelled);

            Assert.True(server.Requests.Any(Authenticated), $"{moduleClass} reached no server with a credential of {kind.Id}: {string.Join(", ", server.Requests)}.");
            foreach (SeenRequest request in server.Requests.Where(Authenticated))
                Assert.DoesNotContain(RequestRules.SecretsOf([kind]), secret => request.Path.Contains(secret, StringComparison.Ordinal) || request.Body.Contains(secret, StringComparison.Ordinal));
        }
    }

    /// <summary>Whatever status the provider refuses with, the module's result says so, without repeating the answer.</summary>
    /// <param name="moduleClass">Class.</param>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RunModules))]
    public async Task Module_Refused_SaysSo(string moduleClass)
    {
        foreach (int status in (int[])[400, 401, 403, 404, 409, 422, 429, 500, 503])
        {
            var channel = new RecordingChannel(status, $$"""{ "trace": "{{Canary}}" }""");

            ModuleResult result = await Plugin.Module(moduleClass).ExecuteAsync(Input(moduleClass), channel, Cancelled);

            Assert.True(result.Error is { Code.Length: > 0, Message.Length: > 0 }, $"{moduleClass} takes an answer of status {status} for a success.");
            Assert.DoesNotContain(Canary, result.Error.ToString(), StringComparison.Ordinal);
        }
    }

    private string Input(string moduleClass) => InputFor(moduleClass) ?? SampleInput.Of(Plugin.MetadataOf(moduleClass)).ToJsonString();

    private static void AssertHarmless(string moduleClass, RecordingChannel channel, IReadOnlyList<CredentialKindDescriptor> kinds)
    {
        foreach (ProviderRequest request in channel.Requests)
        {
            string? wrong = RequestRules.WhyNot(request, Plugin.Provider, kinds);
            Assert.True(wrong is null, $"A request of {moduleClass} {wrong}.");
        }
    }

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(pair => Leaves(pair.Value)),
        JsonArray items => items.SelectMany(Leaves),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };
}
