using IntegrationHost.Core.Authorization;

namespace IntegrationHost.Core.Tests.Authorization;

public sealed class TokenRefusalTests
{
    [Theory]
    [InlineData(401, "invalid_client", "Correct client id and client secret")]
    [InlineData(400, "invalid_grant", "begin again")]
    [InlineData(400, "redirect_uri_mismatch", "allow http://127.0.0.1")]
    [InlineData(400, "invalid_scope", "Check client id")]
    [InlineData(400, "access_denied", "Access was not granted")]
    [InlineData(503, "temporarily_unavailable", "in a few minutes")]
    [InlineData(500, null, "in a few minutes")]
    [InlineData(429, null, "in a few minutes")]
    [InlineData(404, null, "base URL")]
    public void Refusal_SaysWhoseTroubleItIsAndWhatToDo(int status, string? error, string expected)
    {
        string text = TokenRefusal.Explain(status, error);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains(error ?? $"HTTP {status}", text, StringComparison.Ordinal);
        // Nobody is sent to look for a fault of their own in somebody else's.
        Assert.Equal(expected == "in a few minutes", !text.Contains("Check", StringComparison.Ordinal) && text.Contains("nothing has to be corrected", StringComparison.Ordinal));
    }
}
