using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Plugins.Workers;
using IntegrationHost.Worker.Wire;

namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>What a call may ask of the host at once.</summary>
public sealed class HostCallTests
{
    [Fact]
    public void Begin_MoreBytesThanMayBeUnderWay_IsAgainstTheRules()
    {
        byte[] body = new byte[24 * 1024 * 1024];
        var call = new HostCall(1, new SilentChannel(), requestsAtOnce: 64, (_, _) => { });
        call.Begin(new RequestPart { Request = 1, Method = "POST", Path = "/" }, body);
        call.Begin(new RequestPart { Request = 2, Method = "POST", Path = "/" }, body);

        WireException refused = Assert.Throws<WireException>(() => call.Begin(new RequestPart { Request = 3, Method = "POST", Path = "/" }, body));

        Assert.Contains("64 MiB", refused.Message, StringComparison.Ordinal);
        call.Fail(new WorkerFault(WorkerEnd.Garbled, "Ended."));
    }

    /// <summary>An address has no body, and is copied at each step of its way.</summary>
    [Fact]
    public void Begin_LongAddressesAndHeaders_CountAsWell()
    {
        string endless = new('x', 12 * 1024 * 1024);
        var call = new HostCall(1, new SilentChannel(), requestsAtOnce: 64, (_, _) => { });
        call.Begin(new RequestPart { Request = 1, Method = "GET", Path = "/" + endless }, default);
        call.Begin(new RequestPart { Request = 2, Method = "GET", Path = "/", Headers = [new("X-Trace", endless)] }, default);

        WireException refused = Assert.Throws<WireException>(() => call.Begin(new RequestPart { Request = 3, Method = "GET", Path = "/", Query = [new("q", endless)] }, default));

        Assert.Contains("64 MiB", refused.Message, StringComparison.Ordinal);
        call.Fail(new WorkerFault(WorkerEnd.Garbled, "Ended."));
    }

    private sealed class SilentChannel : IProviderChannel
    {
        public async Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("It never answers.");
        }
    }
}
