namespace IntegrationHost.Contracts.Descriptors;

/// <summary>The servers of a mailbox, each as <c>host:port</c>; at least one of them.</summary>
public sealed record MailDescriptor
{
    /// <summary>Server for reading (IMAP); empty for none.</summary>
    public string Imap { get; init; } = "";

    /// <summary>Server for sending (SMTP); empty for none.</summary>
    public string Smtp { get; init; } = "";
}
