using System.Net;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Prompts;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Permissions;

/// <summary>Who may do what to an account: grant, deny, explain, and a look at the changes before they are made.</summary>
internal sealed class PermissionsModel : OverlayModel
{
    private const string AccountClass = "com.valkyrlabs.model.IntegrationAccount";

    private readonly CancellationTokenSource _stop = new();
    private readonly ConsoleContext _context;
    private readonly AccountSummary _account;
    private readonly List<PermissionRow> _rows = [];
    private bool _confirmLockout;
    private bool _dropping;

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="account">The account.</param>
    public PermissionsModel(ConsoleContext context, AccountSummary account)
    {
        _context = context;
        _account = account;
        Work = context.Ask<IIntegrationHostAccess, IReadOnlyList<PermissionEntry>>(
            (host, token) => host.GetPermissionsAsync("account", account.Id, token), entries => Change(() => Take(entries)), Failed, _stop.Token);
    }

    /// <summary>The permissions that mean something on an account.</summary>
    public static IReadOnlyList<string> Rights { get; } = ["READ", "EXECUTE", "WRITE", "DELETE", "ADMINISTRATION"];

    /// <inheritdoc/>
    public override CommandScope Scope => Reviewing ? CommandScope.PermissionsDiff : CommandScope.Permissions;

    /// <summary>Title.</summary>
    public string Title => $"PERMISSIONS · {_account.Name}";

    /// <summary>The identities.</summary>
    public IReadOnlyList<PermissionRow> Rows => _rows;

    /// <summary>The row of the cursor.</summary>
    public int Row { get; private set; }

    /// <summary>The column of the cursor.</summary>
    public int Column { get; private set; }

    /// <summary>Whether the host's answer is awaited.</summary>
    public bool Working { get; private set; } = true;

    /// <summary>Whether the changes are looked at.</summary>
    public bool Reviewing { get; private set; }

    /// <summary>The changes as sentences.</summary>
    public IReadOnlyList<string> Changes => [.. _rows.SelectMany(row => row.Changes())];

    /// <summary>What is said below: a problem, or why someone may do something.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Colour of the message.</summary>
    public Rgb MessageColor { get; private set; } = Palette.Grey;

    /// <summary>The work of the last call; for tests.</summary>
    public Task Work { get; private set; }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        _dropping &= command == "permissions.close";
        switch (command)
        {
            case "permissions.up" or "permissions.down":
                Row = Math.Clamp(Row + (command == "permissions.up" ? -1 : 1), 0, Math.Max(0, _rows.Count - 1));
                break;
            case "permissions.left" or "permissions.right":
                Column = Math.Clamp(Column + (command == "permissions.left" ? -1 : 1), 0, Rights.Count - 1);
                break;
            case "permissions.cycle":
                Cycle(Row, Column);
                break;
            case "permissions.explain":
                Explain();
                break;
            case "permissions.add":
                AskWho();
                break;
            case "permissions.review":
                Review();
                break;
            case "permissions.close":
                TryClose();
                break;
            case "diff.apply":
                Apply();
                break;
            case "diff.back":
                Reviewing = false;
                break;
            default:
                return false;
        }

        if (!IsClosed)
            Notify();
        return true;
    }

    /// <summary>Changes a permission by its place.</summary>
    public void Cycle(int row, int column)
    {
        if (row >= _rows.Count || Working)
            return;
        (Row, Column) = (row, column);
        _rows[row].Cycle(Rights[column]);
        _confirmLockout = _dropping = false;
        Message = "";
        Notify();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        base.Dispose(disposing);
    }

    private void Take(IReadOnlyList<PermissionEntry> entries)
    {
        Working = false;
        _rows.Clear();
        foreach (PermissionEntry entry in entries)
        {
            PermissionRow? row = _rows.Find(row => row.Identity == entry.Username);
            if (row is null)
                _rows.Add(row = new PermissionRow(entry.Username));
            row.Take(entry.Permission, entry.Granted);
        }

        Row = Math.Clamp(Row, 0, Math.Max(0, _rows.Count - 1));
    }

    private void TryClose()
    {
        if (Changes.Count == 0 || _dropping)
        {
            Close();
            return;
        }

        _dropping = true;
        Say("! the changes are not saved: Esc again drops them, Ctrl+S looks at them", Palette.Tan);
    }

    private void Review()
    {
        if (Changes.Count == 0)
            Say("nothing has been changed", Palette.Sky);
        else
            (Reviewing, _dropping, Message) = (true, false, "");
    }

    private void Apply()
    {
        if (Working)
            return;
        Working = true;
        Say("~ saving", Palette.Sky);
        SetPermissionsRequest request = new()
        {
            Entries = [.. _rows.SelectMany(row => row.Now.Select(one => new PermissionEntry(row.Identity, one.Key, one.Value)))],
            ConfirmLockout = _confirmLockout,
        };
        int count = Changes.Count;
        Work = _context.Ask<IIntegrationHostAccess, IReadOnlyList<PermissionEntry>>(
            (host, token) => host.SetPermissionsAsync("account", _account.Id, request, token), _ => Saved(count), Refused, _stop.Token);
    }

    private void Saved(int count)
    {
        if (IsClosed)
            return;
        Close();
        _context.Shell.Say($"✔ {count} {(count == 1 ? "permission" : "permissions")} of {_account.Name} changed", Palette.Green);
    }

    // Refused once because one would lock oneself out: whoever applies it again after reading that means it.
    private void Refused(Exception exception) => Change(() =>
    {
        Working = false;
        bool lockout = exception is HostApiException { StatusCode: HttpStatusCode.Conflict } && !_confirmLockout;
        _confirmLockout = lockout;
        Say(lockout ? $"x {exception.Message} Enter again does it all the same." : $"x {Failure.TextOf(exception)}", Palette.Red);
    });

    private void Failed(Exception exception) => Change(() =>
    {
        Working = false;
        Say($"x {Failure.TextOf(exception)}", Palette.Red);
    });

    private void AskWho()
    {
        FormField who = new("username", "Who", FieldRules.Anything) { Help = "A user or a role, such as STAFF; EVERYONE is all who have a token.", Required = true };
        _context.Shell.Open(new PromptModel(_context, "ADD TO THE PERMISSIONS", "Nothing is granted until you say what, and save.", "ADD", [who], (fields, _) =>
        {
            string name = fields[0].Reveal();
            return Task.FromResult<Action>(() => Change(() => AddRow(name)));
        }));
    }

    private void AddRow(string name)
    {
        int known = _rows.FindIndex(row => string.Equals(row.Identity, name, StringComparison.OrdinalIgnoreCase));
        if (known < 0)
            _rows.Add(new PermissionRow(name));
        Row = known < 0 ? _rows.Count - 1 : known;
        Column = 0;
    }

    private void Explain()
    {
        if (Row >= _rows.Count)
        {
            Say("nobody but admins has any: n adds a user or a role", Palette.Sky);
            return;
        }

        string who = _rows[Row].Identity;
        string right = Rights[Column];
        PermissionRequest request = new() { ObjectType = AccountClass, ObjectId = _account.Id, Username = who, Permission = right };
        Say($"~ asking why {who} may or may not {right}", Palette.Sky);
        Work = _context.Ask<IIntegrationHostAccess, ExplanationReport>(
            (host, token) => host.ExplainAsync(request, token),
            found => Change(() => Say($"{(found.Allowed ? "✔ may" : "x may not")} {right} as stored: {found.Reason} {found.Next}".TrimEnd(), found.Allowed ? Palette.Green : Palette.Tan)),
            Failed,
            _stop.Token);
    }

    private void Say(string text, Rgb color) => (Message, MessageColor) = (text, color);

    private void Change(Action change)
    {
        if (IsClosed)
            return;
        change();
        Notify();
    }
}
