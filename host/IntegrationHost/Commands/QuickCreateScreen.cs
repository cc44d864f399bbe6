using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Hosting;
using IntegrationHost.Input;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>quick-create --form</c>: the console's short form instead of questions line by line.</summary>
internal static class QuickCreateScreen
{
    /// <summary>Shows the form until it is closed, then tells what was made.</summary>
    public static async Task<int> RunAsync(CommandRun run, QuickCreateRequest request, QuickCreateForm form, CredentialKindCard kind, IReadOnlyDictionary<string, string> fields)
    {
        var asked = new FormRequest
        {
            ProviderId = form.ProviderId,
            KindId = form.CredentialKindId,
            Name = form.Name,
            // What was only proposed may be guessed from the key.
            Environment = request.Environment ?? (form.Environment is "" or KeyEnvironment.Default ? null : form.Environment),
            BaseUrl = request.BaseUrl,
            ModuleId = request.ExecModuleId,
            Fields = fields,
        };
        int shown = ConsoleHost.Run(Task.FromResult(run.Client), new ConsoleOptions { Version = ProductVersion.Text, OpenBrowser = Browser.TryOpen, Form = asked });
        if (shown != ExitCodes.Ok)
        {
            return shown;
        }

        if (asked.AccountId is not { } id)
        {
            new ResultWriter(System.Console.Error, json: false).Line("Nothing was stored: the form was closed before.");
            return ExitCodes.Negative;
        }

        AccountSummary account = await run.Client.GetAccountAsync(id, run.CancellationToken);
        LinkOutcome[] links = [.. (await run.Client.GetModulesAsync(run.CancellationToken)).Where(module => module.IntegrationAccount?.Id == id).Select(module => new LinkOutcome(module.Id!, Linked: true, null))];
        var made = new CreateAccountResult(account, account.LastAttempt, links, []);
        run.Out.Write(new QuickCreateResult([], form, made), () => QuickCreateText.Made(run.Out, made, kind));
        bool missing = request.ExecModuleId is { } wanted && links.All(link => link.ModuleId != wanted);
        return account.LastAttempt is { Kind: not "Valid" } || missing ? ExitCodes.Negative : ExitCodes.Ok;
    }
}
