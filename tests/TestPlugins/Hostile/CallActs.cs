using IntegrationHost.Contracts.Channels;

namespace TestPlugins;

/// <summary>What a plugin can do with the calls and the channel that it is handed.</summary>
internal static class CallActs
{
    private const int AtOnce = 32;

    private static readonly TaskCompletionSource Held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private static TaskCompletionSource<IProviderChannel> kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<string> RunAsync(string act, IProviderChannel channel, CancellationToken cancellationToken)
    {
        switch (act)
        {
            case "request flood":
                // One refusal after the other, as fast as the host can make them.
                await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
                {
                    for (int asked = 0; asked < 100_000; asked++)
                        await AskAsync(channel, cancellationToken);
                }));
                return "all of them";
            case "keep the channel":
                kept = new TaskCompletionSource<IProviderChannel>();
                kept.SetResult(channel);
                return "kept";
            case "use the channel of another call":
                return await AskAsync(await kept.Task, cancellationToken);
            case "hold up who cancels":
                await using (cancellationToken.Register(() => Held.Task.Wait(CancellationToken.None)))
                    await Held.Task.WaitAsync(CancellationToken.None);
                return "let go";
            case "let go":
                Held.TrySetResult();
                return "let go";
            case "throw at who cancels":
                await using (cancellationToken.Register(() => throw new InvalidOperationException("The text of a plugin's exception is not shown.")))
                    await Held.Task.WaitAsync(CancellationToken.None);
                return "let go";
            case "work on":
                // The call ends, the work does not.
                for (int thread = 0; thread < 4; thread++)
                    new Thread(() => Spin()) { IsBackground = true }.Start();
                return "at work";
            default:
                return await RuntimeActs.RunAsync(act);
        }
    }

    private static async Task<string> AskAsync(IProviderChannel channel, CancellationToken cancellationToken)
    {
        try
        {
            return $"{(await channel.SendAsync(new ProviderRequest { Method = "GET", Path = "/me" }, cancellationToken)).StatusCode}";
        }
        catch (ChannelException refused)
        {
            return refused.Code;
        }
    }

    private static void Spin()
    {
        while (true)
            Thread.SpinWait(1000);
    }
}
