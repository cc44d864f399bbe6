using System.IO.Compression;
using System.Text;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using IntegrationHost.Core.Verification;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Core.Tests.Plugins.Dropped;

/// <summary>A real store with its plugins directory, and the plugin Good as one that came with the program. Gone afterwards.</summary>
internal sealed class DropStage : IAsyncDisposable
{
    public const string SendModule = "com.example.dropin.DropInSendModule";

    private readonly TestDirectory directory = new();
    private readonly PluginStage built = new PluginStage("Good").Pin();
    private ServiceProvider services = null!;

    public HostPaths Paths => directory.Paths;

    public HostStore Store { get; private set; } = null!;

    public PluginHost Host { get; private set; } = null!;

    public HoldingProvider Provider { get; } = new();

    public DroppedPlugins Plugins => services.GetRequiredService<DroppedPlugins>();

    public AccountService Accounts => services.GetRequiredService<AccountService>();

    public ModuleService Modules => services.GetRequiredService<ModuleService>();

    public CoverageService Coverage => services.GetRequiredService<CoverageService>();

    public AuditService Audit => services.GetRequiredService<AuditService>();

    public IProviderCatalog Catalog => Host.Catalog;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DropStage> OpenAsync()
    {
        DropStage stage = new();
        Directory.CreateDirectory(stage.Paths.PluginsDirectory);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(stage.Paths.DataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await stage.StartAsync();
        return stage;
    }

    /// <summary>As after a restart of the host.</summary>
    public async Task ReopenAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Puts a built plugin into the plugins directory, with some texts of its assembly replaced by others of the same length.</summary>
    public void Drop(string project, string name, params (string Old, string New)[] texts) => Write(project, Path.Combine(Paths.PluginsDirectory, name), texts, inCode: true);

    /// <summary>The same, with only the embedded metadata changed: its code says something else.</summary>
    public void DropLiar(string project, string name, string old, string lie) => Write(project, Path.Combine(Paths.PluginsDirectory, name), [(old, lie)], inCode: false);

    /// <summary>Puts a zip into the plugins directory.</summary>
    public void DropZip(string name, Action<ZipArchive> fill)
    {
        using ZipArchive zip = ZipFile.Open(Path.Combine(Paths.PluginsDirectory, name), ZipArchiveMode.Create);
        fill(zip);
    }

    /// <summary>A folder of a built plugin elsewhere.</summary>
    public string Elsewhere(string project, params (string Old, string New)[] texts)
    {
        string folder = Path.Combine(directory.Root, "elsewhere-" + Guid.NewGuid().ToString("N"));
        Write(project, folder, texts, inCode: true);
        return folder;
    }

    public Task LookAsync() => Plugins.LookAsync(DropLook.Thorough, Cancel);

    public PluginState State(string id) => Assert.Single(Plugins.List(), state => state.Id == id);

    /// <summary>Approves what waits and is the newest.</summary>
    public async Task ApproveAsync(string id = "dropin", bool beside = false)
    {
        await LookAsync();
        PluginDetail detail = await Plugins.ShowAsync(id, Cancel);
        await Plugins.ApproveAsync(id, detail.Waiting!.Digest!, beside, Cancel);
    }

    public async Task<Account> AddAccountAsync(string name = "DROPIN") => (await Accounts.CreateAsync(
        new AccountDraft { ProviderId = "dropin", Name = name, Fields = new Dictionary<string, string> { ["token"] = "di_" + name + "_EXAMPLE" } }, Cancel)).Account;

    /// <summary>A module that is linked to an account.</summary>
    public async Task<Guid> AddModuleAsync(Guid account, string className = SendModule)
    {
        StoredModule module = await Modules.SaveAsync(null, new System.Text.Json.Nodes.JsonObject { ["className"] = className, ["name"] = "send" }, Cancel);
        Assert.True(Assert.Single(await Modules.LinkAsync(account, [module.Id], Cancel)).Linked);
        return module.Id;
    }

    public Task<ModuleResult> RunAsync(Guid module) => Modules.ExecuteAsync(module, """{"text":"hi"}""", Cancel);

    public async Task<IReadOnlyList<AuditEntry>> EventsAsync(string action) => [.. (await Audit.ListAsync(0, 1000, Cancel)).Where(entry => entry.Action == action)];

    public async Task SqlAsync(string statement)
    {
        await using SqliteConnection connection = new(HostDatabase.ConnectionString(Paths.DatabasePath) + ";Pooling=False");
        await connection.OpenAsync(Cancel);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.True(await command.ExecuteNonQueryAsync(Cancel) > 0);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();

        // The host's own copies are read-only, folders as well.
        if (Directory.Exists(Paths.PluginContentDirectory))
        {
            foreach (string folder in Directory.EnumerateDirectories(Paths.PluginContentDirectory, "*", SearchOption.AllDirectories))
            {
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        directory.Dispose();
        built.Dispose();
    }

    private async Task StartAsync()
    {
        Store = await HostStore.OpenAsync(Paths, TimeProvider.System, Cancel);
        Host = PluginHost.Load(built.PluginsDirectory, logger: null, metadataDirectory: null, PluginRuntimes.InThisProcess());
        services = new ServiceCollection()
            .AddIntegrationHostCore(Store, Host)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IProviderChannelFactory>(Provider)
            .AddSingleton<ISmokeTest>(new SmokeTest(TimeProvider.System))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await Plugins.StartAsync(Cancel);
    }

    private async Task StopAsync()
    {
        await services.DisposeAsync();
        Host.Dispose();
        await Store.DisposeAsync();
    }

    private static void Write(string project, string folder, (string Old, string New)[] texts, bool inCode)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in BuiltPlugins.FilesOf(project))
        {
            byte[] bytes = File.ReadAllBytes(file);
            foreach ((string old, string text) in file.EndsWith(".dll", StringComparison.Ordinal) ? texts : [])
            {
                Assert.Equal(old.Length, text.Length);
                int replaced = Replace(bytes, Encoding.UTF8.GetBytes(old), Encoding.UTF8.GetBytes(text));
                if (inCode)
                    replaced += Replace(bytes, Encoding.Unicode.GetBytes(old), Encoding.Unicode.GetBytes(text));
                Assert.True(replaced > 0, $"{old} is not in {project}.");
            }

            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(file)), bytes);
        }
    }

    private static int Replace(byte[] bytes, byte[] old, byte[] text)
    {
        int count = 0;
        for (int at = 0; bytes.AsSpan(at).IndexOf(old) is var found && found >= 0; at += found + old.Length)
        {
            text.CopyTo(bytes, at + found);
            count++;
        }

        return count;
    }
}
