using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MimeKit;

namespace IntegrationHost.Core.Mail;

/// <summary>What can be asked of an IMAP server (RFC 3501) after the login. Reading never marks a message as seen.</summary>
internal static class ImapOperations
{
    private const int UsualMessages = 50;
    private const int MostMessages = 200;

    /// <summary>NOOP only: no mailbox is selected.</summary>
    public static async Task<ProviderResponse> CheckAsync(ImapClient client, string user, CancellationToken cancellationToken)
    {
        await client.NoOpAsync(cancellationToken);
        return MailAnswer.Done("imap", new JsonObject { ["user"] = user });
    }

    /// <summary>The newest messages that match, without their bodies.</summary>
    public static async Task<ProviderResponse> SearchAsync(ImapClient client, MailInput input, CancellationToken cancellationToken)
    {
        IMailFolder folder = await OpenAsync(client, input, FolderAccess.ReadOnly, cancellationToken);
        IList<UniqueId> found = await folder.SearchAsync(Query(input), cancellationToken);
        UniqueId[] newest = [.. found.OrderByDescending(id => id.Id).Take(input.Number("limit", 1, MostMessages) ?? UsualMessages)];
        IList<IMessageSummary> summaries = newest.Length == 0
            ? []
            : await folder.FetchAsync(newest, MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope | MessageSummaryItems.Flags | MessageSummaryItems.Size, cancellationToken);
        return MailAnswer.Done("imap", new JsonObject
        {
            ["mailbox"] = folder.FullName,
            ["uidValidity"] = folder.UidValidity,
            ["total"] = found.Count,
            ["messages"] = new JsonArray([.. summaries.OrderByDescending(summary => summary.UniqueId.Id).Select(Summary)]),
        });
    }

    /// <summary>One message with its texts and a list of its attachments.</summary>
    public static async Task<ProviderResponse> FetchAsync(ImapClient client, MailInput input, int maxBytes, CancellationToken cancellationToken)
    {
        IMailFolder folder = await OpenAsync(client, input, FolderAccess.ReadOnly, cancellationToken);
        var id = new UniqueId((uint)(input.Number("uid", 1, int.MaxValue) ?? 1));
        IMessageSummary summary = (await folder.FetchAsync([id], MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope | MessageSummaryItems.Flags | MessageSummaryItems.Size, cancellationToken))
            .FirstOrDefault() ?? throw new MessageNotFoundException("none");
        if (summary.Size > maxBytes)
            throw new ChannelException(ChannelErrorCodes.TooLarge, $"The message is larger than the {maxBytes} bytes that are read.");

        MimeMessage message = await folder.GetMessageAsync(id, cancellationToken);
        JsonObject facts = Summary(summary);
        facts["text"] = message.TextBody;
        facts["html"] = message.HtmlBody;
        facts["attachments"] = new JsonArray([.. message.Attachments.Select(Attachment)]);
        return MailAnswer.Done("imap", facts);
    }

    /// <summary>Puts a message into a mailbox, by default among the drafts.</summary>
    public static async Task<ProviderResponse> AppendAsync(ImapClient client, MailInput input, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IMailFolder folder = await FindAsync(client, input.Text("mailbox") ?? "Drafts", cancellationToken);
        UniqueId? id = await folder.AppendAsync(MailComposer.Compose(input, user, now), input.Flag("seen") ? MessageFlags.Seen : MessageFlags.Draft, cancellationToken);
        return MailAnswer.Done("imap", new JsonObject { ["mailbox"] = folder.FullName, ["uid"] = id?.Id });
    }

    private static async Task<IMailFolder> OpenAsync(ImapClient client, MailInput input, FolderAccess access, CancellationToken cancellationToken)
    {
        IMailFolder folder = await FindAsync(client, input.Text("mailbox") ?? "INBOX", cancellationToken);
        await folder.OpenAsync(access, cancellationToken);
        return folder;
    }

    private static async Task<IMailFolder> FindAsync(ImapClient client, string name, CancellationToken cancellationToken) =>
        string.Equals(name, "INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : await client.GetFolderAsync(name, cancellationToken);

    private static SearchQuery Query(MailInput input)
    {
        SearchQuery query = SearchQuery.All;
        Add("from", SearchQuery.FromContains);
        Add("to", SearchQuery.ToContains);
        Add("subject", SearchQuery.SubjectContains);
        Add("text", SearchQuery.MessageContains);
        if (input.Date("since") is { } since)
            query = query.And(SearchQuery.DeliveredAfter(since.Date.AddDays(-1)));
        if (input.Date("before") is { } before)
            query = query.And(SearchQuery.DeliveredBefore(before.Date));
        return input.Flag("unseen") ? query.And(SearchQuery.NotSeen) : query;

        void Add(string name, Func<string, SearchQuery> term)
        {
            if (input.Text(name) is { Length: > 0 } words)
                query = query.And(term(words));
        }
    }

    private static JsonObject Summary(IMessageSummary summary) => new()
    {
        ["uid"] = summary.UniqueId.Id,
        ["messageId"] = summary.Envelope?.MessageId,
        ["date"] = summary.Envelope?.Date?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["from"] = summary.Envelope?.From.ToString(),
        ["to"] = summary.Envelope?.To.ToString(),
        ["subject"] = summary.Envelope?.Subject,
        ["seen"] = summary.Flags?.HasFlag(MessageFlags.Seen) ?? false,
        ["size"] = summary.Size,
    };

    private static JsonObject Attachment(MimeEntity entity) => new()
    {
        ["fileName"] = entity.ContentDisposition?.FileName ?? entity.ContentType.Name,
        ["contentType"] = entity.ContentType.MimeType,
    };
}
