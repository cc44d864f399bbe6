using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Quality;

/// <summary>The situations that every credential kind meets sooner or later, by the names of their recorded replies.</summary>
internal static class ReplySituations
{
    /// <summary>Between any two computers on the web.</summary>
    public static readonly string[] Everywhere =
        ["block-page", "captive-portal", "cut-json", "empty-200", "foreign-json", "odd-content-type", "rate-limited", "redirect", "server-error", "valid"];

    /// <summary>At a mailbox: there is no page or redirect between it and the host.</summary>
    public static readonly string[] Mailboxes =
        ["insufficient", "invalid-imap", "no-answer-invalid-answer", "no-answer-timeout", "no-answer-tls", "no-answer-unreachable", "rate-limited", "unknown-refusal", "valid"];

    /// <summary>Those of a kind, as metadata.</summary>
    public static string[] Of(JsonObject kind) => kind["auth"]?["scheme"]?.ToString() == "mail" ? Mailboxes : Everywhere;
}
