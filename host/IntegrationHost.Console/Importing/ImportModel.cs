using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Importing;

/// <summary>Shows what credentials lie about on this machine, by name and never by value, and stores those that are chosen.</summary>
internal sealed class ImportModel : OverlayModel
{
    private readonly ConsoleContext _context;
    private readonly ICredentialFinder _finder;
    private readonly List<string> _files = [];
    private readonly CancellationTokenSource _stop = new();
    private int _generation;

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="finder">Looks for credentials.</param>
    public ImportModel(ConsoleContext context, ICredentialFinder finder)
    {
        _context = context;
        _finder = finder;
        Look();
    }

    /// <inheritdoc/>
    public override CommandScope Scope => Path is null ? CommandScope.Import : CommandScope.ImportFile;

    /// <summary>What was found.</summary>
    public IReadOnlyList<ImportLine> Lines { get; private set; } = [];

    /// <summary>What was found and cannot be stored.</summary>
    public IReadOnlyList<ImportRest> LeftOut { get; private set; } = [];

    /// <summary>The line that is marked.</summary>
    public int Index { get; private set; }

    /// <summary>Path that is being typed; <c>null</c> if none is.</summary>
    public string? Path { get; private set; }

    /// <summary>Whether it is still looking.</summary>
    public bool Looking { get; private set; } = true;

    /// <summary>Why it could not look; empty if it could.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The look; for tests.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "import.close":
                Close();
                return true;
            case "import.up" or "import.down":
                Index = Math.Clamp(Index + (command == "import.up" ? -1 : 1), 0, Math.Max(0, Lines.Count - 1));
                break;
            case "import.toggle":
                if (Index < Lines.Count && Lines[Index].IsNew)
                    Lines[Index].Chosen = !Lines[Index].Chosen;
                break;
            case "import.all":
                bool all = Lines.Any(line => line is { IsNew: true, Chosen: false });
                foreach (ImportLine line in Lines.Where(line => line.IsNew))
                    line.Chosen = all;
                break;
            case "import.store":
                Store();
                break;
            case "import.file":
                Path = "";
                break;
            case "import-file.backspace":
                Path = Path is { Length: > 0 } path ? path[..^1] : "";
                break;
            case "import-file.cancel":
                Path = null;
                break;
            case "import-file.take":
                if (Path is { Length: > 0 } file)
                    _files.Add(Templates.SecretFile.Expand(file.Trim()));
                Path = null;
                Look();
                break;
            default:
                return false;
        }

        Notify();
        return true;
    }

    /// <inheritdoc/>
    public override bool Type(string printable)
    {
        if (Path is null)
            return false;
        Path += SafeText.Clean(printable);
        Notify();
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        base.Dispose(disposing);
    }

    private void Look()
    {
        int generation = ++_generation;
        Looking = true;
        LiveData? data = _context.Shell.Data;
        string[] files = [.. _files];
        Work = Task.Run(() => LookAsync(generation, data, files, _stop.Token));
    }

    private async Task LookAsync(int generation, LiveData? data, string[] files, CancellationToken cancellationToken)
    {
        try
        {
            IIntegrationHostClient client = await _context.Client;
            ImportOffer offer = _finder.Find(data?.Catalog ?? await client.GetCatalogAsync(cancellationToken), files);
            HashSet<string> names = new((data?.Accounts ?? []).Select(account => account.Name), StringComparer.OrdinalIgnoreCase);
            List<ImportLine> lines = [];
            foreach (ImportCandidate candidate in offer.Found)
            {
                // The host compares keyed fingerprints and gives none out.
                IReadOnlyList<DuplicateAccount> same = await client.FindDuplicatesAsync(candidate.Request, cancellationToken);
                string name = FreeName(candidate.Request.ProviderId.ToUpperInvariant(), names);
                if (same.Count == 0)
                    names.Add(name);
                lines.Add(new ImportLine(candidate, name, string.Join(", ", same.Select(account => account.Name))));
            }

            Accept(generation, lines, offer.LeftOut, "");
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
        catch (Exception exception)
        {
            // Whatever a source throws, the dialog must say so; nothing else would see it.
            Accept(generation, [], [], exception.Message);
        }
    }

    private void Accept(int generation, IReadOnlyList<ImportLine> lines, IReadOnlyList<ImportRest> leftOut, string problem) => _context.Ui.Post(() =>
    {
        if (IsClosed || generation != _generation)
            return;
        (Lines, LeftOut, Problem, Looking, Index) = (lines, leftOut, problem, false, 0);
        Notify();
    });

    private void Store()
    {
        ImportLine[] chosen = [.. Lines.Where(line => line.Chosen)];
        if (Looking || chosen.Length == 0)
            return;
        Close();
        _context.Shell.Start(ImportJob.Of(_context, chosen));
    }

    private static string FreeName(string name, HashSet<string> taken)
    {
        string free = name;
        for (int number = 2; taken.Contains(free); number++)
            free = $"{name}_{number}";
        return free;
    }
}
