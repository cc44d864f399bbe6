using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Mail;

namespace IntegrationHost.Core.Accounts;

/// <summary>What a base address may be like.</summary>
internal static class BaseUrlRules
{
    private const string Key = "baseUrl";
    private const int Longest = 2000;

    /// <summary>The address as it is stored (no trailing slash), or <c>null</c> if it is wrong or the provider's own.</summary>
    public static string? Check(string? text, string? providerBaseUrl, CredentialKindDescriptor? kind, ProblemList problems)
    {
        if (text is null)
            return null;
        if (kind?.Auth.Scheme == AuthScheme.Mail)
            return CheckMail(text, problems);

        string? problem = Problem(text, out Uri? uri);
        if (problem is not null)
        {
            problems.Add(Key, problem);
            return null;
        }

        string normal = uri!.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return providerBaseUrl is not null && normal == new Uri(providerBaseUrl).GetLeftPart(UriPartial.Path).TrimEnd('/') ? null : normal;
    }

    private static string? CheckMail(string text, ProblemList problems)
    {
        if (text.Length <= Longest && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && MailServers.Own(uri) is { Imap: { } imap, Smtp: { } smtp })
            return $"{MailServers.Scheme}://{imap.Host}?imap={imap.Port}&smtp={smtp.Port}";

        problems.Add(Key, "The base address of a mailbox names its two servers. Give it as mail://mail.example.com?imap=993&smtp=465.");
        return null;
    }

    private static string? Problem(string text, out Uri? uri)
    {
        uri = null;
        if (text.Length > Longest || text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out uri) || uri.Host.Length == 0)
        {
            return "The base address is no address. Give an absolute one, such as https://api.example.com/v2.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            return "The base address must begin with https://. http:// is for this machine only (127.0.0.1, [::1], localhost).";
        if (uri.UserInfo.Length > 0 || text.Contains('@', StringComparison.Ordinal))
            return "The base address must not hold a user name or password. Put them into their own fields.";
        return uri.Query.Length > 0 || uri.Fragment.Length > 0 || text.AsSpan().IndexOfAny('?', '#') >= 0
            ? "The base address must not have a query or a fragment."
            : null;
    }
}
