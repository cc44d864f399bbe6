using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Generated;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Quality;
using IntegrationHost.Core.Verification;
using IntegrationHost.Sdk.Testing.Replies;
using IntegrationHost.Sdk.Testing.Samples;

namespace IntegrationHost.Sdk.Testing;

/// <content>What the provider answered once, and what must be made of it.</content>
public abstract partial class ProviderConformance<TPlugin>
{
    /// <summary>The recorded replies: kind and name of the file.</summary>
    public static TheoryData<string, string> RecordedReplies() => [.. Plugin.Replies.Select(item => (item.KindId, item.Name))];

    /// <summary>A recorded reply leads to its verdict, by its rule, with its facts; the host's own code decides.</summary>
    /// <param name="kindId">Kind.</param>
    /// <param name="name">Name of the file.</param>
    [Theory]
    [MemberData(nameof(RecordedReplies))]
    public async Task Reply_LeadsToItsVerdict(string kindId, string name)
    {
        CredentialKindDescriptor? kind = Plugin.Provider.CredentialKinds.FirstOrDefault(item => item.Id == kindId);
        Assert.True(kind is not null, $"replies/{kindId} belongs to no credential kind. Name the folder as the kind.");
        RecordedReply reply = Plugin.Replies.Single(item => item.KindId == kindId && item.Name == name).Reply;
        if (kind!.Auth.Scheme == AuthScheme.Mail)
        {
            await AssertMailboxAsync(kind, reply);
            return;
        }

        await using ReplayServer server = await ReplayServer.StartAsync(kind, reply, Cancelled);
        using ProviderChannelFactory factory = Factory();
        FieldValues values = FieldValues.Examples(kind);
        IProviderChannel channel = Open(factory, kind, server.BaseUrl, values);

        Verdict verdict = await new SmokeTest(TimeProvider.System).RunAsync(kind.Verification, channel, values, Cancelled);

        Assert.Empty(server.Strays);
        AssertExpected(reply.Expected, verdict);
        Assert.All(reply.Replies, answer => Assert.Contains(answer.Request, server.Asked));
        foreach (string secret in reply.Expected.Lacks)
            await AssertTakenOutAsync(secret, kind, channel);
    }

    /// <summary>Every rule that decides is reached by a recorded reply of its kind: one that is not may be wrong for ever.</summary>
    [Fact]
    public void Rules_ThatDecide_AreReachedByAReply()
    {
        foreach (CredentialKindDescriptor kind in Plugin.UsedKinds)
        {
            IEnumerable<string> reached = Plugin.Replies.Where(item => item.KindId == kind.Id).Select(item => item.Reply.Expected.RuleId);
            string[] never = [.. kind.Verification.Rules.Where(rule => rule.Verdict is not null && !(rule.MissingScopes.Count > 0 && IsEnrichment(kind, rule.Request))).Select(rule => rule.Id).Except(reached)];
            Assert.True(never.Length == 0, $"No file in replies/{kind.Id} expects the rule {string.Join(", ", never)}. Record an answer that leads to it.");
        }
    }

    /// <summary>Every kind can be told to work, to be refused, and to be called too often.</summary>
    [Fact]
    public void Rules_OfEveryKind_TellValidInvalidAndRateLimited()
    {
        foreach (CredentialKindDescriptor kind in Plugin.UsedKinds.Where(kind => kind.Verification.Rules.Count > 0))
        {
            VerdictKind[] told = [.. kind.Verification.Rules.Select(rule => rule.Verdict).OfType<VerdictKind>().Distinct()];
            foreach (VerdictKind verdict in (VerdictKind[])[VerdictKind.Valid, VerdictKind.RateLimited])
                Assert.True(told.Contains(verdict), $"The smoke test of {kind.Id} has no rule for {verdict}. Add one.");
            Assert.True(told.Contains(VerdictKind.Invalid) || told.Contains(VerdictKind.Insufficient), $"The smoke test of {kind.Id} has no rule for a credential that is refused. Add one.");
        }
    }

    private static async Task AssertMailboxAsync(CredentialKindDescriptor kind, RecordedReply reply)
    {
        var mailbox = new ReplayMailbox(reply);
        Verdict verdict = await new SmokeTest(TimeProvider.System).RunAsync(kind.Verification, mailbox, FieldValues.Examples(kind), Cancelled);
        AssertExpected(reply.Expected, verdict);
        Assert.Equal(reply.Replies.Select(answer => answer.Request), mailbox.Asked);
    }

    // A plugin that asks for the same gets the answer without it.
    private static async Task AssertTakenOutAsync(string secret, CredentialKindDescriptor kind, IProviderChannel channel)
    {
        foreach (VerificationRequestDescriptor request in kind.Verification.Requests)
        {
            (string path, IReadOnlyList<KeyValuePair<string, string>> query) = RequestPath.Split(request.Path);
            ProviderResponse response = await channel.SendAsync(new ProviderRequest { Method = request.Method, Server = request.Server, Path = path, Query = query }, Cancelled);
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(response.Body.Span), StringComparison.Ordinal);
        }
    }

    private static void AssertExpected(ExpectedVerdict expected, Verdict verdict)
    {
        Assert.Equal((Enum.Parse<VerdictKind>(expected.Verdict), expected.RuleId, expected.ErrorCode), (verdict.Kind, verdict.RuleId, verdict.ErrorCode));
        Assert.False(string.IsNullOrWhiteSpace(verdict.Message));
        Assert.Equal(expected.MissingScopes ?? [], verdict.MissingScopes);
        if (expected.Scopes is not null)
            Assert.Equal(expected.Scopes, verdict.Scopes);
        if (expected.Mode is not null)
            Assert.Equal(expected.Mode, verdict.Mode);
        if (expected.AccountType is not null)
            Assert.Equal(expected.AccountType, verdict.AccountType);
        if (expected.MessageContains is not null)
            Assert.Contains(expected.MessageContains, verdict.Message, StringComparison.Ordinal);
        if (expected.ExpiresInSeconds is { } seconds)
            Assert.InRange(verdict.ExpiresAt!.Value, verdict.At.AddSeconds(seconds - 60), verdict.At.AddSeconds(seconds));
        if (expected.ExpiresAt is { } time)
            Assert.Equal(time, verdict.ExpiresAt);
        if (expected.Identity is { } identity)
            Assert.All(identity, pair => Assert.Contains(pair, verdict.Identity));
    }
}
