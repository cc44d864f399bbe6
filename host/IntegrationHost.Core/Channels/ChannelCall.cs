namespace IntegrationHost.Core.Channels;

/// <summary>One call of one account.</summary>
/// <param name="Target">Where the account's calls may go and how they authenticate.</param>
/// <param name="Request">What is sent.</param>
/// <param name="Credential">Reads the account's values.</param>
internal sealed record ChannelCall(ChannelTarget Target, HostRequest Request, ICredentialSource Credential);
