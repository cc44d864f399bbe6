using IntegrationHost.Client.Wire;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary>How <c>quick-create</c> tells people what it chose and made.</summary>
internal static class QuickCreateText
{
    /// <summary>The templates that fit, the best marked, and the form of the best.</summary>
    public static void Proposal(ResultWriter writer, QuickCreateResult proposal)
    {
        if (proposal.Form is not { } form)
        {
            writer.Line("No template fits this module.");
            return;
        }

        writer.Table(
            ["", "PROVIDER", "WHY", "ACCOUNTS", "WAITING"],
            proposal.Templates.Select(choice => (IReadOnlyList<string?>)
                [choice.Best ? "*" : "", choice.Template.ProviderId, choice.Reason, $"{choice.Template.AccountCount}", $"{choice.Template.WaitingModuleCount}"]));
        writer.Line();
        writer.Line($"kind         {form.CredentialKindId}");
        writer.Line($"name         {form.Name}");
        writer.Line($"environment  {form.Environment}");
        foreach (QuickCreateField field in form.Fields)
        {
            writer.Line($"{field.Key,-12} {(field.Secret ? "(secret)" : field.Value ?? "")}{(field.Required ? "" : " optional")}");
        }
    }

    /// <summary>What is about to be made, told before a secret is asked for. On standard error: standard output is for the result.</summary>
    public static void Choice(QuickCreateResult proposal, QuickCreateForm form)
    {
        TemplateChoice best = proposal.Templates.First(choice => choice.Best);
        new ResultWriter(System.Console.Error, json: false).Line(
            $"{best.Template.Name}, {form.CredentialKindId}, as {form.Name}{(form.Environment.Length == 0 ? "" : $" in {form.Environment}")}: {best.Reason}");
    }

    /// <summary>What was made.</summary>
    public static void Made(ResultWriter writer, CreateAccountResult made, CredentialKindCard kind)
    {
        writer.Line($"Stored {made.Account.Name} ({made.Account.ProviderName}, {kind.Name}), id {made.Account.Id}.");
        foreach (string warning in made.Warnings)
        {
            writer.Line("  warning: " + warning);
        }

        if (made.Verdict is { } verdict)
        {
            AccountsCommand.Verdict(writer, verdict);
        }

        AccountsCommand.Findings(writer, made.Account, "  ");
        ModulesCommand.Outcomes(writer, made.Links);
    }
}
