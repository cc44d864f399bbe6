using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Help;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;
using IntegrationHost.Console.Palettes;
using IntegrationHost.Console.Settings;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Dashboard;

/// <summary>The whole console as state: regions, pages, dialogs, live data and messages. Changes only on the screen's thread.</summary>
internal sealed partial class DashboardModel : IShell, IDisposable
{
    private static readonly TimeSpan ToastTime = TimeSpan.FromSeconds(8);

    private readonly CancellationTokenSource _stop = new();
    private readonly Stack<OverlayModel> _overlays = new();
    private readonly DashboardCommands _commands;
    private readonly TimeProvider _time;
    private readonly Turns _turns;

    /// <param name="client">The host; not ready before it has started.</param>
    /// <param name="options">What to show of the host.</param>
    /// <param name="ui">The screen's thread.</param>
    /// <param name="time">The clock.</param>
    public DashboardModel(Task<IIntegrationHostClient> client, ConsoleOptions options, IUiDispatcher ui, TimeProvider time)
    {
        Options = options;
        _time = time;
        _turns = new Turns(time, burst: 4, TimeSpan.FromMilliseconds(500));
        Feed = new LiveFeed(client, ui, time);
        Context = new ConsoleContext(client, ui, time, RefreshSoon, this) { Browse = options.OpenBrowser ?? (static _ => false) };
        Accounts = new AccountsModel(Context);
        Accounts.Changed += Notify;
        Settings = ConsoleSettings.Load(options.ConfigurationDirectory);
        Settings.Apply("accounts", Accounts.Table);
        _commands = new DashboardCommands(this);
        Feed.Changed += Accept;
    }

    /// <summary>What to show of the host.</summary>
    public ConsoleOptions Options { get; }

    /// <summary>What the operator likes.</summary>
    public ConsoleSettings Settings { get; }

    /// <summary>What dialogs use of the console.</summary>
    public ConsoleContext Context { get; }

    /// <summary>The live data.</summary>
    public LiveFeed Feed { get; }

    /// <summary>The accounts region.</summary>
    public AccountsModel Accounts { get; }

    /// <summary>The coverage region.</summary>
    public CoverageModel Coverage { get; } = new();

    /// <summary>The template region.</summary>
    public TemplatesModel Templates { get; } = new();

    /// <summary>The active region.</summary>
    public Region Region { get; private set; }

    /// <summary>The model that keys go to: the page, or else the active region.</summary>
    public IRegionModel Active => Page is { } page ? page : Region switch
    {
        Region.Coverage => Coverage,
        Region.Templates => Templates,
        _ => Accounts,
    };

    /// <inheritdoc/>
    public LiveData? Data => Feed.Data;

    /// <summary>The dialog on top; <c>null</c> if none is open.</summary>
    public OverlayModel? Overlay => _overlays.TryPeek(out OverlayModel? top) ? top : null;

    /// <summary>The message shown now.</summary>
    public Toast? Toast { get; private set; }

    /// <summary>The work of the last smoke test started from here.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Where keys are looked for now, the nearest first.</summary>
    public IReadOnlyList<CommandScope> Scopes => Overlay is { } overlay
        ? [overlay.Scope, CommandScope.Everywhere]
        : Active.Filter.Editing
            ? [CommandScope.Filter, CommandScope.Everywhere]
            : [.. Page?.Scopes ?? RegionScopes, CommandScope.List, CommandScope.Dashboard, CommandScope.Everywhere];

    /// <summary>Raised after anything shown has changed.</summary>
    public event Action? Changed;

    /// <summary>Raised after a dialog has opened or closed.</summary>
    public event Action? OverlayChanged;

    /// <summary>Raised when the console is to end.</summary>
    public event Action? QuitRequested;

    /// <summary>Raised with a text for the clipboard; never a secret.</summary>
    public event Action<string>? Copying;

    private IReadOnlyList<CommandScope> RegionScopes => Region switch
    {
        Region.Coverage => [CommandScope.Coverage, CommandScope.Regions],
        Region.Templates => [CommandScope.Templates, CommandScope.Regions],
        _ => [CommandScope.Accounts, CommandScope.Table, CommandScope.Regions],
    };

    /// <summary>Starts reading in the background.</summary>
    public void Start() => Task.Run(() => Feed.RunAsync(_stop.Token));

    /// <summary>A key was pressed.</summary>
    /// <param name="key">The key as a token.</param>
    /// <param name="printable">What it types; <c>null</c> if it types nothing.</param>
    /// <returns>Whether the key means anything here.</returns>
    public bool Press(string key, string? printable = null)
    {
        if (CommandCatalog.Find(Scopes, key) is { } command)
            return Run(command.Id);
        if (printable is null)
            return false;
        if (Overlay is CredentialFormModel { Stage: FormStage.Done } done && CommandCatalog.FindPlace(key) is { } place)
        {
            // What it says is read by then, and it may have named the page.
            done.Close();
            return Run(place.Id);
        }

        return Type(printable);
    }

    /// <summary>Takes text that is no command: into the dialog that asks for it, or into the filter.</summary>
    /// <returns>Whether any was being typed.</returns>
    public bool Type(string printable)
    {
        if (Overlay is { } overlay)
            return overlay.Type(printable);
        if (!Active.Filter.Editing)
            return false;
        Active.Filter.Append(printable);
        Active.Refresh();
        Notify();
        return true;
    }

    /// <summary>Runs a command by id.</summary>
    /// <returns>Whether anything here runs it.</returns>
    public bool Run(string command)
    {
        bool ran = Overlay?.Run(command) is true || (Overlay is null && Active.Run(command)) || _commands.Run(command);
        Notify();
        return ran;
    }

    /// <summary>Whether the footer offers a command now: not what needs an entry where there is none, and not what a dialog has nothing for.</summary>
    public bool Offers(ConsoleCommand command) => Overlay is { } overlay
        ? overlay.Offers(command.Id)
        : (!command.NeedsEntry || Active.CopyText is not null) && (command.Id != "list.filter" || Active.Filters) && (command.Id != "filter.next" || Active.Filter.CellNames.Count > 0);

    /// <summary>Makes a region active, on the dashboard or, if a region fills the screen, there.</summary>
    public void Activate(Region region)
    {
        Active.Filter.Accept();
        if (Zoomed && region != Region)
            _navigation.Go(new Place(null, region));
        else if (Page is not null)
            _navigation.Home();
        Region = region;
        Notify();
    }

    /// <summary>Opens a dialog above what is open.</summary>
    public void Open(OverlayModel overlay)
    {
        overlay.Changed += Notify;
        overlay.Closed += OnClosed;
        _overlays.Push(overlay);
        OverlayChanged?.Invoke();
        Notify();
    }

    /// <summary>Opens a template; says why if it has none.</summary>
    public void OpenTemplate(ProviderCard? provider, TemplateStart? start = null)
    {
        if (Feed.Data is not { } data)
            return;
        if (provider is null)
            Say("! no active plugin knows this module: see the plugins of the host", Palette.Tan);
        else if (provider.CredentialKinds.Count == 0)
            Say($"{provider.Name} needs no credential", Palette.Sky);
        else
            Open(new TemplateFormModel(Context, provider, data, start));
    }

    /// <summary>Opens the help.</summary>
    public void OpenHelp() => Open(new HelpModel(Scopes));

    /// <summary>Opens the metrics with their letters.</summary>
    public void OpenMetrics()
    {
        MetricsModel metrics = new(() => Feed.Data);
        metrics.Chosen += door => GoTo(door.Page, door.Filter);
        Open(metrics);
    }

    /// <summary>Opens the command palette.</summary>
    public void OpenPalette()
    {
        PaletteModel palette = new([.. Scopes, CommandScope.Metrics]);
        palette.Chosen += RunChosen;
        Open(palette);
    }

    /// <summary>Shows a message for a while.</summary>
    public void Say(string text, Rgb color)
    {
        Toast = new Toast(text, color, _time.GetUtcNow() + ToastTime);
        Notify();
    }

    /// <summary>Copies a text to the terminal's clipboard and says so.</summary>
    public void Copy(string? text)
    {
        if (text is null)
            return;
        Copying?.Invoke(text);
        Say($"✔ copied {text}", Palette.Sky);
    }

    /// <summary>Ends the console.</summary>
    public void Quit() => QuitRequested?.Invoke();

    /// <summary>Asks for fresh data; may be called from any thread.</summary>
    public void RefreshSoon() => _ = Task.Run(() => RefreshInTurnAsync(static () => { }));

    /// <summary>Asks for fresh data, and for what the page shows besides.</summary>
    public void RefreshAll() => _ = Task.Run(() => RefreshInTurnAsync(() => Context.Ui.Post(() => Page?.Opened())));

    /// <summary>Takes note of the time: ages, the running tests and the message depend on it.</summary>
    public void Tick()
    {
        if (Toast is { } toast && toast.Until <= _time.GetUtcNow())
            Toast = null;
        Accounts.Refresh();
        Notify();
    }

    /// <summary>Raises <see cref="Changed"/>.</summary>
    public void Notify() => Changed?.Invoke();

    /// <summary>Stops the background work and closes all dialogs.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        while (_overlays.TryPop(out OverlayModel? overlay))
            overlay.Dispose();
        _early?.Dispose();
        Accounts.Dispose();
        foreach (PageModel page in _pages.Values)
            page.Dispose();
        foreach (Job job in _jobs)
            job.Dispose();
    }

    private async Task RefreshInTurnAsync(Action also)
    {
        if (!await _turns.TakeAsync(_stop.Token))
            return;
        also();
        await Feed.RefreshAsync(_stop.Token);
    }

    private void Accept()
    {
        AskForKey();
        if (Feed.Data is { } data)
        {
            Accounts.Update(data);
            Coverage.Update(data);
            Templates.Update(data);
            Page?.Update(data);
            foreach (OverlayModel overlay in _overlays.ToArray())
                overlay.Update(data);
            OpenRequested(data);
        }

        TakeEarlyPaste();

        Notify();
    }

    private void OnClosed(OverlayModel closed)
    {
        OverlayModel[] rest = [.. _overlays.Where(overlay => overlay != closed).Reverse()];
        _overlays.Clear();
        foreach (OverlayModel overlay in rest)
            _overlays.Push(overlay);
        OverlayChanged?.Invoke();
        Notify();
    }
}
