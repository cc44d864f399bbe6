using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.TestHost;

/// <summary>Stands in for channels and smoke tests: reads the first secret as a real channel would, counts calls, and answers as told.</summary>
internal sealed class FakeProvider(ManualTime time) : IProviderChannelFactory, ISmokeTest
{
    private int runs;

    /// <summary>How many requests left the host.</summary>
    public int Calls { get; private set; }

    /// <summary>How many smoke tests ran.</summary>
    public int Runs => runs;

    /// <summary>The values that were read for the last call.</summary>
    public string? LastSecret { get; private set; }

    public ChannelTarget? LastTarget { get; private set; }

    /// <summary>The next verdict.</summary>
    public Verdict Next { get; set; } = Verdicts.Valid();

    /// <summary>Awaited in the middle of a smoke test.</summary>
    public Func<Task> During { get; set; } = () => Task.CompletedTask;

    public IProviderChannel Open(ChannelTarget target, ICredentialSource credential)
    {
        LastTarget = target;
        return new Channel(this, credential, target.Auth.Value.Trim('{', '}'));
    }

    public async Task<Verdict> RunAsync(VerificationDescriptor verification, IProviderChannel channel, ICredentialSource credential, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref runs);
        await channel.SendAsync(new ProviderRequest { Method = "GET", Path = "/me" }, cancellationToken);
        await During();
        return Next with { At = time.GetUtcNow() };
    }

    private sealed class Channel(FakeProvider provider, ICredentialSource credential, string field) : IProviderChannel
    {
        public async Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
        {
            using Core.Secrets.SecretText? secret = await credential.ReadAsync(field, cancellationToken);
            provider.LastSecret = secret is null ? null : new string(secret.Reveal());
            provider.Calls++;
            return new ProviderResponse { StatusCode = 200, Headers = new Dictionary<string, string>(), ContentType = "application/json", Body = default };
        }
    }
}
