using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Keys;

/// <summary>The forms and questions about keys.</summary>
internal static class KeyForms
{
    /// <summary>Unseals a sealed store.</summary>
    /// <param name="context">What the form uses of the console.</param>
    /// <param name="reason">Why it is sealed, with the next step.</param>
    public static OperationFormModel Unseal(ConsoleContext context, string reason)
    {
        Action opened = () =>
        {
            context.Shell.Say("✔ unsealed", Palette.Green);
            context.RefreshSoon();
        };
        return new OperationFormModel(
            context, "THE STORE IS SEALED", reason, "UNSEAL",
            new OperationKind(
                "Type it",
                () => [OperationFormModel.Secret("key", "Passphrase", "Or a recovery code. It stays in memory for this one call.")],
                fields =>
                {
                    string key = fields[0].Reveal();
                    return cancellationToken => UnsealAsync(context, key, opened, cancellationToken);
                }),
            new OperationKind("Try key file and vault again", () => [], _ => cancellationToken => UnsealAsync(context, null, opened, cancellationToken)));
    }

    /// <summary>Adds a way to unlock.</summary>
    public static OperationFormModel Add(ConsoleContext context, Action changed) => new(
        context, "ADD A WAY TO UNLOCK", "each way opens the store on its own; no secret is touched", "ADD",
        new OperationKind(
            "Recovery code",
            () => [],
            _ => Adding(context, new AddSlotRequest { Type = "recovery" }, changed)),
        new OperationKind(
            "Passphrase",
            Passphrases,
            fields => Adding(context, new AddSlotRequest { Type = "passphrase", Passphrase = fields[0].Reveal() }, changed))
        { Check = AreEqual },
        new OperationKind(
            "Key file",
            () => [OperationFormModel.Text("path", "File", "On the host's machine. Empty: the usual one. A file that is there is used.")],
            fields => Adding(context, new AddSlotRequest { Type = "keyfile", Path = fields[0].IsEmpty ? null : fields[0].Reveal() }, changed)),
        new OperationKind(
            "Vault transit",
            () =>
            [
                OperationFormModel.Text("transit.address", "Address", "Such as https://vault.example:8200", required: true),
                OperationFormModel.Text("transit.mount", "Mount", "Where the transit engine is mounted.", required: true, prefill: "transit"),
                OperationFormModel.Text("transit.key", "Key", "Name of the transit key.", required: true),
                OperationFormModel.Text("transit.tokenFile", "Token file", "Absolute path of a file with a token, mode 0600, on the host's machine.", required: true),
            ],
            fields => Adding(context, new AddSlotRequest { Type = "transit", Transit = new TransitEngine(fields[0].Reveal(), fields[1].Reveal(), fields[2].Reveal(), fields[3].Reveal()) }, changed)));

    /// <summary>Puts another passphrase in the place of one.</summary>
    public static OperationFormModel Change(ConsoleContext context, KeySlotInfo slot, Action changed) => new(
        context, $"CHANGE · {slot.Id}", "the former passphrase opens nothing any more, but for backups made before", "CHANGE",
        new OperationKind("Passphrase", Passphrases, fields =>
        {
            AddSlotRequest request = new() { Type = "passphrase", Passphrase = fields[0].Reveal() };
            return async cancellationToken =>
            {
                IHostKeys host = await context.AsAsync<IHostKeys>();
                await host.ChangeSlotAsync(slot.Id, request, cancellationToken);
                return () =>
                {
                    changed();
                    context.Shell.Say($"✔ {slot.Id} has another passphrase", Palette.Green);
                };
            };
        })
        { Check = AreEqual });

    /// <summary>Asks before a way to unlock is removed.</summary>
    public static ChangeModel Remove(ConsoleContext context, KeySlotInfo slot, int slots, Action changed) => new(
        context, $"REMOVE · {slot.Id}", Palette.Red, "REMOVE",
        [
            new DetailLine("", $"The store no longer opens with this {KeyFacts.Kind(slot.Type)}.", Palette.Peach),
            new DetailLine("", slots == 1 ? "It is the last way to unlock: the host will refuse." : $"{slots - 1} other {(slots == 2 ? "way stays" : "ways stay")}.", slots == 1 ? Palette.Red : Palette.Peach),
            new DetailLine("", "Backups made before still open with it.", Palette.Grey),
        ],
        async cancellationToken =>
        {
            await (await context.AsAsync<IHostKeys>()).RemoveSlotAsync(slot.Id, cancellationToken);
            return $"{slot.Id} is removed";
        })
    { Done = changed };

    /// <summary>Asks before an old data key is destroyed.</summary>
    public static ChangeModel Destroy(ConsoleContext context, KeyTermInfo term, Action changed)
    {
        string number = term.Number.ToString(CultureInfo.InvariantCulture);
        return new(
            context, $"DESTROY · data key {number}", Palette.Red, "DESTROY",
            [
                new DetailLine("", "Nothing that is sealed under it ever opens again.", Palette.Red),
                new DetailLine("", "The host refuses while a secret, or a backup that it made, still needs it.", Palette.Peach),
                new DetailLine("", $"To give such backups up: integration-host keys destroy {number} --despite-backups", Palette.Grey),
            ],
            async cancellationToken =>
            {
                await (await context.AsAsync<IHostKeys>()).DestroyTermAsync(term.Number, despiteBackups: false, cancellationToken);
                return $"data key {number} is destroyed";
            })
        { Done = changed };
    }

    /// <summary>Asks before the store is sealed.</summary>
    public static ChangeModel Seal(ConsoleContext context) => new(
        context, "SEAL THE STORE", Palette.Red, "SEAL",
        [
            new DetailLine("", "The keys are wiped from the host's memory. Until it is unsealed nothing can use or test an account.", Palette.Peach),
            new DetailLine("", "Every console and program on this store is cut off until then.", Palette.Tan),
        ],
        async cancellationToken =>
        {
            await (await context.AsAsync<IHostKeys>()).SealAsync(cancellationToken);
            return "sealed";
        });

    /// <summary>Asks where to, then backs up as a job.</summary>
    public static OperationFormModel BackUp(ConsoleContext context)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"~/integration-host-{context.Time.GetUtcNow():yyyy-MM-dd}.backup");
        return new(
            context, "BACK UP", "while the store is in use; what unlocks it is not in the file", "BACK UP",
            new OperationKind(
                "File",
                () => [OperationFormModel.Text("file", "File", "On this machine. It must not exist; only you will be able to read it.", required: true, prefill: name)],
                fields =>
                {
                    string path = PrivateFile.Resolve(fields[0].Reveal());
                    return _ => Task.FromResult(() => context.Shell.Start(new Job("BACK UP", (job, cancellationToken) => KeyJobs.BackUpAsync(context, path, job, cancellationToken))));
                }));
    }

    private static IReadOnlyList<FormField> Passphrases() =>
    [
        OperationFormModel.Secret("passphrase", "Passphrase", "Some words that you will remember and nobody guesses."),
        OperationFormModel.Secret("again", "Once more", "The same, so that no slip locks you out."),
    ];

    private static string? AreEqual(IReadOnlyList<FormField> fields) =>
        fields[0].Secret!.Span.SequenceEqual(fields[1].Secret!.Span) ? null : "the two passphrases differ: type both again";

    private static Func<CancellationToken, Task<Action>> Adding(ConsoleContext context, AddSlotRequest request, Action changed) => async cancellationToken =>
    {
        IHostKeys host = await context.AsAsync<IHostKeys>();
        AddSlotResult made = await host.AddSlotAsync(request, cancellationToken);
        return () =>
        {
            changed();
            if (made.RecoveryCode is { } code)
                context.Shell.Open(new OnceModel(context, "RECOVERY CODE", code, "It opens the store when everything else is lost. Keep it on paper or in a safe, apart from this machine.", "integration-host-recovery-code.txt"));
            else
                context.Shell.Say($"✔ {made.Slot.Id} is added", Palette.Green);
        };
    };

    private static async Task<Action> UnsealAsync(ConsoleContext context, string? key, Action opened, CancellationToken cancellationToken)
    {
        IHostKeys host = await context.AsAsync<IHostKeys>();
        SealState state = await host.UnsealAsync(key, cancellationToken);
        return state.Sealed ? () => context.Shell.Say($"x still sealed: {state.Reason}", Palette.Red) : opened;
    }
}
