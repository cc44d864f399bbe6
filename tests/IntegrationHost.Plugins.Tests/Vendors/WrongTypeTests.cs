using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Quality;
using IntegrationHost.Core.Verification;
using IntegrationHost.Sdk.Testing;
using IntegrationHost.Sdk.Testing.Replies;
using IntegrationHost.Sdk.Testing.Samples;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>A verdict stands on values, not on names: an answer with something else in a place that its rule asks for earns none.</summary>
public sealed class WrongTypeTests
{
    private static readonly string[] Others = ["true", "false", "0", "7", "\"\"", "\" \"", "[]", "{}", "null"];

    public static TheoryData<string, string> Kinds() =>
        [.. Providers.All.SelectMany(provider => provider.CredentialKinds.Where(kind => kind.Auth.Scheme != AuthScheme.Mail).Select(kind => (provider.Id, kind.Id)))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_SomethingElseInAPlaceThatTheRuleAsksFor_EarnsNothing(string providerId, string kindId)
    {
        var plugin = new PluginUnderTest(Providers.Plugin(providerId));
        CredentialKindDescriptor kind = plugin.Kind(kindId);
        RecordedReply valid = plugin.ValidReply(kindId);
        await using ReplayServer server = await ReplayServer.StartAsync(kind, valid, TestContext.Current.CancellationToken);
        string decided = (await VerifyAsync(plugin, kind, server.BaseUrl)).RuleId;
        VerdictRuleDescriptor rule = kind.Verification.Rules.Single(item => item.Id == decided);
        string[] enrichments = [.. kind.Verification.Requests.Where(request => request.Enrichment).Select(request => request.Id)];
        int step = valid.Replies.Index().Last(item => rule.Request is { } asked ? item.Item.Request == asked : !enrichments.Contains(item.Item.Request)).Index;

        foreach (ConditionDescriptor condition in rule.Body.Where(item => item.Operator != ConditionOperator.Missing))
        {
            foreach (JsonNode? other in Others.Select(text => JsonNode.Parse(text)))
            {
                if (Changed(valid.Replies[step].Body!, condition.Path, other) is not { } body)
                    continue;

                server.Replay(valid with { Replies = [.. valid.Replies.Select((answer, index) => index == step ? answer with { Body = body } : answer)] });

                Verdict verdict = await VerifyAsync(plugin, kind, server.BaseUrl);

                Assert.True(verdict.Kind != VerdictKind.Valid, $"{condition.Path} of {providerId}/{kindId} is {other?.ToJsonString() ?? "null"}, and rule {verdict.RuleId} took the answer for a good one.");
            }
        }
    }

    // Another value of the same kind is as good: whose answer it is, the kind tells, not the value.
    private static JsonNode? Changed(JsonNode answer, string path, JsonNode? other)
    {
        JsonNode copy = answer.DeepClone();
        string[] steps = path.Split('.');
        JsonNode place = steps[..^1].Aggregate(copy, (node, step) => int.TryParse(step, out int index) ? node[index]! : node[step]!);
        JsonNode? now = place[steps[^1]];
        bool isBlank = other is JsonValue text && text.TryGetValue(out string? blank) && string.IsNullOrWhiteSpace(blank);
        if (now?.GetValueKind() == other?.GetValueKind() && !isBlank)
            return null;

        place[steps[^1]] = other?.DeepClone();
        return copy;
    }

    private static async Task<Verdict> VerifyAsync(PluginUnderTest plugin, CredentialKindDescriptor kind, Uri server)
    {
        using var factory = new ProviderChannelFactory(new ChannelOptions { MaxRetries = 0 }, TimeProvider.System);
        FieldValues values = FieldValues.Examples(kind);
        IProviderChannel channel = factory.Open(ChannelTarget.For("a1", plugin.Provider, kind, server), values);
        return await new SmokeTest(TimeProvider.System).RunAsync(kind.Verification, channel, values, TestContext.Current.CancellationToken);
    }
}
