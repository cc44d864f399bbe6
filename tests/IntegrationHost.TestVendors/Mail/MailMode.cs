namespace IntegrationHost.TestVendors.Mail;

/// <summary>What is wrong with a mail provider.</summary>
public enum MailMode
{
    /// <summary>Nothing.</summary>
    Normal,

    /// <summary>An administrator has turned IMAP off.</summary>
    ImapDisabled,

    /// <summary>The login needs an app password (Google's 534-5.7.9).</summary>
    AppPasswordRequired,

    /// <summary>Too many logins.</summary>
    TooMany,

    /// <summary>Says nothing at all.</summary>
    Silent,

    /// <summary>Speaks something else.</summary>
    NotMail,
}
