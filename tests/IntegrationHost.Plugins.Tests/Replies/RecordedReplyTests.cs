using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Generated;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Plugins.Tests.Replies;

public sealed class RecordedReplyTests
{
    /// <summary>The situations that every kind must have.</summary>
    internal static readonly string[] Everywhere =
        ["block-page", "captive-portal", "cut-json", "empty-200", "foreign-json", "odd-content-type", "rate-limited", "redirect", "server-error", "valid"];

    /// <summary>The situations that every mailbox must have: there is no page or redirect between it and the host.</summary>
    internal static readonly string[] Mailboxes =
        ["insufficient", "invalid-imap", "no-answer-invalid-answer", "no-answer-timeout", "no-answer-tls", "no-answer-unreachable", "rate-limited", "unknown-refusal", "valid"];

    public static TheoryData<string, string, string> Files()
    {
        var rows = new TheoryData<string, string, string>();
        foreach ((string provider, string kind, string file) in ReplyFiles.All())
            rows.Add(provider, kind, file);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task RunAsync_RecordedReply_LeadsToItsVerdict(string providerId, string kindId, string file)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        CredentialKindDescriptor kind = Providers.Kind(providerId, kindId);
        RecordedReply reply = ReplyFiles.Read(file);
        if (kind.Auth.Scheme == AuthScheme.Mail)
        {
            await AssertMailboxAsync(kind, reply, cancellationToken);
            return;
        }

        await using ReplayServer server = await ReplayServer.StartAsync(kind, reply, cancellationToken);
        using var factory = new ProviderChannelFactory(new ChannelOptions { MaxRetries = 0 }, TimeProvider.System);
        ChannelTarget target = ChannelTarget.For("a1", Providers.Plugin(providerId).Provider, kind, server.BaseUrl);
        FieldValues values = FieldValues.Examples(kind);
        IProviderChannel channel = factory.Open(target, values);

        Verdict verdict = await new SmokeTest(TimeProvider.System).RunAsync(kind.Verification, channel, values, cancellationToken);

        AssertExpected(reply.Expected, verdict);
        Assert.All(reply.Replies, answer => Assert.Contains(answer.Request, server.Asked));
        foreach (string secret in reply.Expected.Lacks)
            await AssertTakenOutAsync(secret, kind, channel, cancellationToken);
    }

    [Fact]
    public void Replies_EveryKind_HasItsSituations()
    {
        foreach ((string providerId, CredentialKindDescriptor kind) in Kinds())
            Assert.Empty((kind.Auth.Scheme == AuthScheme.Mail ? Mailboxes : Everywhere).Except(FilesOf(providerId, kind).Select(Path.GetFileNameWithoutExtension)));
    }

    [Fact]
    public void Rules_EveryOneThatDecides_IsReachedByASituation()
    {
        foreach ((string providerId, CredentialKindDescriptor kind) in Kinds())
        {
            IEnumerable<string> reached = FilesOf(providerId, kind).Select(file => ReplyFiles.Read(file).Expected.RuleId);
            Assert.Empty(kind.Verification.Rules.Where(rule => rule.Verdict is not null).Select(rule => rule.Id).Except(reached));
        }
    }

    private static IEnumerable<(string ProviderId, CredentialKindDescriptor Kind)> Kinds() =>
        Providers.All.SelectMany(provider => provider.CredentialKinds.Select(kind => (provider.Id, kind)));

    private static IEnumerable<string> FilesOf(string providerId, CredentialKindDescriptor kind) =>
        ReplyFiles.All().Where(item => item.Provider == providerId && item.Kind == kind.Id).Select(item => item.File);

    private static async Task AssertMailboxAsync(CredentialKindDescriptor kind, RecordedReply reply, CancellationToken cancellationToken)
    {
        var mailbox = new ReplayMailbox(reply);
        Verdict verdict = await new SmokeTest(TimeProvider.System).RunAsync(kind.Verification, mailbox, FieldValues.Examples(kind), cancellationToken);
        AssertExpected(reply.Expected, verdict);
        Assert.Equal(reply.Replies.Select(answer => answer.Request), mailbox.Asked);
    }

    // A plugin that asks for the same gets the answer without it.
    private static async Task AssertTakenOutAsync(string secret, CredentialKindDescriptor kind, IProviderChannel channel, CancellationToken cancellationToken)
    {
        foreach (VerificationRequestDescriptor request in kind.Verification.Requests)
        {
            (string path, IReadOnlyList<KeyValuePair<string, string>> query) = RequestPath.Split(request.Path);
            ProviderResponse response = await channel.SendAsync(new ProviderRequest { Method = request.Method, Server = request.Server, Path = path, Query = query }, cancellationToken);
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
