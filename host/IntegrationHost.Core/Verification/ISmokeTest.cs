using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Verification;

/// <summary>Runs a smoke test over a channel and decides by its rules.</summary>
public interface ISmokeTest
{
    /// <summary>Sends the requests and applies the rules. Never throws for anything a provider or network can do: that is <c>Indeterminate</c>.</summary>
    Task<Verdict> RunAsync(VerificationDescriptor verification, IProviderChannel channel, ICredentialSource credential, CancellationToken cancellationToken);
}
