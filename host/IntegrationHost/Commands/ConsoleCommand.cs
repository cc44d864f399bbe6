using System.CommandLine;
using IntegrationHost.Client;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Core.Storage;
using IntegrationHost.Hosting;
using IntegrationHost.Import;
using IntegrationHost.Input;
using IntegrationHost.Sample;

namespace IntegrationHost.Commands;

/// <summary><c>integration-host</c>: the console.</summary>
internal static class ConsoleCommand
{
    public static void Configure(RootCommand root, GlobalOptions global)
    {
        var sample = new Option<bool>("--sample") { Description = "Open a throw-away store with sample workflows; it is deleted at the end." };
        var color = new Option<string>("--color") { Description = "Colours of the console.", DefaultValueFactory = _ => "auto" };
        color.AcceptOnlyFromAmong("auto", "truecolor", "16", "none");
        var theme = new Option<string>("--theme") { Description = "How the console looks.", DefaultValueFactory = _ => "lcars" };
        theme.AcceptOnlyFromAmong("lcars", "high-contrast", "plain");
        var linear = new Option<bool>("--linear") { Description = "Talk line by line with numbered choices instead of filling the screen, for screen readers." };
        var ports = new ApiPortOptions();
        root.Options.Add(sample);
        root.Options.Add(color);
        root.Options.Add(theme);
        root.Options.Add(linear);
        ports.AddTo(root);
        root.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            using SampleDirectory? directory = parse.GetValue(sample) ? new SampleDirectory() : null;
            HostPaths paths = directory?.Paths ?? global.Paths(parse);
            var options = new SessionOptions { TcpPort = ports.Port(parse), MustOwn = ports.Port(parse) is not null, Sample = directory is not null, AcceptLoss = parse.GetValue(global.AcceptLoss), Upstream = parse.GetValue(global.Upstream), Isolation = global.Isolation(parse) };

            // The console draws its first frame before the host is ready, so the session opens beside it.
            using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task<HostSession> opening = Task.Run(() => HostSession.OpenAsync(paths, options, closing.Token), closing.Token);
            int exitCode = ConsoleHost.Run(ClientOf(opening), new ConsoleOptions
            {
                Version = ProductVersion.Text,
                Sample = options.Sample,
                Color = parse.GetValue(color) switch { "truecolor" => ColorMode.TrueColor, "16" => ColorMode.Sixteen, "none" => ColorMode.None, _ => ColorMode.Auto },
                Theme = parse.GetValue(theme) switch { "high-contrast" => ConsoleTheme.HighContrast, "plain" => ConsoleTheme.Plain, _ => ConsoleTheme.Lcars },
                Linear = parse.GetValue(linear),
                Location = options.Sample ? "a throw-away store, deleted when you leave" : paths.DataDirectory,
                ConfigurationDirectory = paths.ConfigDirectory,
                OpenBrowser = Browser.TryOpen,
                Finder = new ConsoleFinder(TimeProvider.System),
            });
            await CloseAsync(opening, closing);
            return exitCode;
        }));
    }

    private static async Task<IIntegrationHostClient> ClientOf(Task<HostSession> opening) => (await opening).Client;

    private static async Task CloseAsync(Task<HostSession> opening, CancellationTokenSource closing)
    {
        if (!opening.IsCompleted)
        {
            await closing.CancelAsync();
        }

        try
        {
            await (await opening).DisposeAsync();
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // Left before the host was ready: nothing is open.
        }
    }
}
