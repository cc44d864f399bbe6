using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Upstream;

/// <summary>Everything secret that is sent to a server, so that no message repeats what it sends back.</summary>
internal sealed class ThorSecrets : IDisposable
{
    private readonly List<SecretText> texts = [];

    /// <summary>Notes secrets; <c>null</c> and empty are none.</summary>
    public void Keep(params IEnumerable<string?> values) => texts.AddRange(values.Where(value => !string.IsNullOrEmpty(value)).Select(value => new SecretText(value)));

    /// <summary>The text without them; nothing of it if a short one stands in it, since that cannot be told from chance.</summary>
    public string Redact(string text)
    {
        using var redactor = new SecretRedactor(texts);
        string clean = redactor.Redact(text);
        return texts.Exists(secret => clean.AsSpan().IndexOf(secret.Reveal(), StringComparison.Ordinal) >= 0) ? "" : clean;
    }

    public void Dispose()
    {
        foreach (SecretText text in texts)
            text.Dispose();
        texts.Clear();
    }
}
