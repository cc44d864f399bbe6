using IntegrationHost.Client;
using IntegrationHost.Client.Recognition;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Linear;

/// <summary>The console as lines of text with numbered choices: for screen readers, and for whoever has no terminal that can move its cursor.</summary>
/// <remarks>It works on the same models as the full screen; nothing is drawn twice and nothing moves.</remarks>
internal sealed class LinearConsole
{
    private readonly DashboardModel _model;
    private readonly LinearDialog _dialog;
    private readonly LinearAccounts _accounts;
    private readonly LinearCoverage _coverage;
    private readonly LinearTemplates _templates;

    /// <param name="model">The console.</param>
    /// <param name="dialog">Where it talks.</param>
    public LinearConsole(DashboardModel model, LinearDialog dialog)
    {
        _model = model;
        _dialog = dialog;
        _templates = new LinearTemplates(model, dialog);
        _accounts = new LinearAccounts(model, dialog, _templates);
        _coverage = new LinearCoverage(model, dialog, _accounts, _templates);
    }

    /// <summary>Runs until the operator quits or the input ends.</summary>
    /// <param name="client">The host.</param>
    /// <param name="options">What to show of it.</param>
    /// <param name="dialog">Where it talks.</param>
    /// <param name="time">The clock.</param>
    /// <returns>0; 1 if the host could not be started.</returns>
    public static int Run(Task<IIntegrationHostClient> client, ConsoleOptions options, LinearDialog dialog, TimeProvider time)
    {
        using DashboardModel model = new(client, options, dialog.Ui, time);
        return new LinearConsole(model, dialog).Run();
    }

    private int Run()
    {
        _dialog.Say("Integration accounts, line by line. Starting.");
        if (!Refresh())
        {
            _dialog.Say(_model.Feed.Problem ?? "The host did not answer.");
            return 1;
        }

        Summarise();
        Help();
        while (_dialog.Ask("What now?") is { } answer)
        {
            (string command, string rest) = Split(answer);
            switch (command)
            {
                case "1" or "accounts" or "a":
                    Fresh(() => _accounts.List(rest));
                    break;
                case "2" or "coverage" or "c":
                    Fresh(() => _coverage.List(rest));
                    break;
                case "3" or "add" or "n":
                    Fresh(() => _templates.Add(rest));
                    break;
                case "4" or "verify" or "t":
                    Fresh(() => _accounts.VerifyAll(rest));
                    break;
                case "5" or "summary" or "s":
                    Fresh(Summarise);
                    break;
                case "u" or "undo":
                    Undo();
                    break;
                case "q" or "quit" or "exit":
                    return 0;
                case "":
                    break;
                default:
                    Help(answer);
                    break;
            }
        }

        return 0;
    }

    private static (string Command, string Others) Split(string answer)
    {
        string text = answer.Trim();
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text.ToLowerInvariant(), "") : (text[..space].ToLowerInvariant(), text[(space + 1)..].Trim());
    }

    // A line shows what is typed, so that a key must not be pasted here: it is told where.
    private void Help(string answer)
    {
        if (_model.Feed.Data is { } data && KeyRecognition.FindSure(data.Catalog, answer) is { } key)
            _dialog.Say($"That is a key of {key.Provider.Name}. It is not kept, but this line has shown it: clear the terminal. Type 3 {key.Provider.Id}, and paste it where it is asked for as a secret.");
        else
            Help();
    }

    private void Help() => _dialog.Say(
        "Type a number or a word, then Enter: 1 accounts, 2 coverage (what waits for credentials), 3 add an account, 4 verify accounts, 5 summary, u undo, q quit. "
        + "After 1, 2, 3 and 4 you may type words that the entries must hold, such as: 1 stripe, or 1 state:invalid.");

    private void Fresh(Action action)
    {
        if (Refresh())
            action();
        else
            _dialog.Say($"The host did not answer: {_model.Feed.Problem}");
    }

    private bool Refresh()
    {
        _dialog.WaitFor(_model.Feed.RefreshAsync(CancellationToken.None));
        return _model.Feed is { Data: not null, Problem: null };
    }

    private void Summarise()
    {
        if (_model.Feed.Data is not { } data)
            return;
        foreach (HeroMetric metric in HeroModel.Blocks(data.Hero))
            _dialog.Say($"{metric.Label.ToLowerInvariant()}: {LinearDialog.Plain(metric.Detail.Length > 0 ? $"{metric.Value} {metric.Detail}" : metric.Value)}");
        _dialog.Say($"Store: {(_model.Options.Location.Length > 0 ? _model.Options.Location : data.Status.DataDirectory)}");
    }

    private void Undo()
    {
        _model.Undo();
        _dialog.WaitFor(_model.Work);
        _dialog.Say(LinearDialog.Plain(_model.Toast?.Text ?? ""));
    }
}
