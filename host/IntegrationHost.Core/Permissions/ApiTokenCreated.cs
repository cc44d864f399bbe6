namespace IntegrationHost.Core.Permissions;

/// <summary>A token that was just made: the only time that its text is to be had.</summary>
/// <param name="Token">What may be shown of it.</param>
/// <param name="Text">The token itself.</param>
public sealed record ApiTokenCreated(ApiToken Token, string Text)
{
    /// <summary>Prints no token.</summary>
    public override string ToString() => $"ApiTokenCreated({Token.Id})";
}
