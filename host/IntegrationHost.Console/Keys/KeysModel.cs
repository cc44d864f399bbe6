using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Keys;

/// <summary>What unlocks the store, its data keys and their rotation, backup and health.</summary>
internal sealed class KeysModel : TablePageModel<KeySlotInfo>
{
    private RotationReport? _rotation;

    /// <param name="context">What the page uses of the console.</param>
    public KeysModel(ConsoleContext context)
        : base(context, CommandScope.Keys, slot => slot.Id, Columns(context.Time))
    {
    }

    /// <inheritdoc/>
    public override string Title => "KEYS";

    /// <inheritdoc/>
    public override string Empty => "no way to unlock is known";

    /// <inheritdoc/>
    public override string Note => string.Create(CultureInfo.InvariantCulture, $"unsealed │ {Table.Total} {(Table.Total == 1 ? "way" : "ways")} to unlock");

    /// <inheritdoc/>
    public override string? CopyText => Table.Selected?.Id;

    /// <inheritdoc/>
    public override string CommandLine => "integration-host keys list";

    /// <summary>Data keys and rotation, as labelled lines.</summary>
    public IReadOnlyList<DetailLine> Facts => _rotation is null ? [] : KeyFacts.Of(Table.Selected, _rotation, Table.Total, Context.Time.GetUtcNow());

    /// <inheritdoc/>
    public override void Opened() => Read<IHostKeys, (IReadOnlyList<KeySlotInfo> Slots, RotationReport Rotation)>(
        async (host, cancellationToken) => (await host.GetSlotsAsync(cancellationToken), await host.GetRotationAsync(cancellationToken)),
        read =>
        {
            _rotation = read.Rotation;
            Table.Replace(read.Slots);
        });

    /// <inheritdoc/>
    public override void Update(LiveData data)
    {
        if (ReadsAgain)
            Opened();
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "keys.add":
                Context.Shell.Open(KeyForms.Add(Context, Opened));
                return true;
            case "keys.change":
                Change();
                return true;
            case "keys.remove":
                if (Table.Selected is { } slot)
                    Context.Shell.Open(KeyForms.Remove(Context, slot, Table.Total, Opened));
                return true;
            case "keys.rotate":
                Context.Shell.Start(new Job("ROTATE THE DATA KEY", RotateAsync));
                return true;
            case "keys.backup":
                Context.Shell.Open(KeyForms.BackUp(Context));
                return true;
            case "keys.verify":
                Context.Shell.Start(new Job("CHECK THE STORE", (job, cancellationToken) => KeyJobs.VerifyAsync(Context, job, cancellationToken)));
                return true;
            case "keys.destroy":
                Destroy();
                return true;
            case "keys.seal":
                Context.Shell.Open(KeyForms.Seal(Context));
                return true;
            default:
                return base.Run(command);
        }
    }

    private async Task<string> RotateAsync(Job job, CancellationToken cancellationToken)
    {
        string result = await KeyJobs.RotateAsync(Context, job, cancellationToken);
        Context.Ui.Post(Opened);
        return result;
    }

    private void Change()
    {
        if (Table.Selected is not { } slot)
            return;
        if (slot.Type == "passphrase")
            Context.Shell.Open(KeyForms.Change(Context, slot, Opened));
        else
            Context.Shell.Say($"{slot.Id} is no passphrase: add another way to unlock (n), then remove it (Del)", Palette.Tan);
    }

    private void Destroy()
    {
        if (_rotation?.Terms.FirstOrDefault(term => !term.Current) is { } old)
            Context.Shell.Open(KeyForms.Destroy(Context, old, Opened));
        else
            Context.Shell.Say("there is no old data key: rotate first (t)", Palette.Sky);
    }

    private static IReadOnlyList<TableColumn<KeySlotInfo>> Columns(TimeProvider time) =>
    [
        new("SLOT", 18, 0, slot => slot.Id) { Color = _ => Palette.Peach },
        new("UNLOCKED BY", 14, 0, slot => KeyFacts.Kind(slot.Type)) { Color = _ => Palette.Tan },
        new("MADE", 9, 2, slot => Age.Ago(slot.Created, time.GetUtcNow())) { Order = slot => slot.Created, Color = _ => Palette.Grey, Filtered = false },
        new("WHERE", 20, 1, slot => slot.Place.Length > 0 ? slot.Place : "you type it") { Grow = 2, Color = _ => Palette.Sky },
        new("DERIVATION", 22, 3, slot => slot.Kdf) { Grow = 1, Color = _ => Palette.Grey },
    ];
}
