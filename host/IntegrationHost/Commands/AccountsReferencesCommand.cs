using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>accounts references</c>: whether the values that stay in a vault could be had.</summary>
internal static class AccountsReferencesCommand
{
    public static Command Build(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Account id or name." };
        var command = new Command("references", "Ask the vaults for an account's values that stay there, without reading one. Exit code 0 if none is missing.") { account };
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            IReadOnlyList<ReferenceReport> reports = await run.Client.GetReferencesAsync(id, run.CancellationToken);
            run.Out.Write(reports, () =>
            {
                if (reports.Count == 0)
                {
                    run.Out.Line("All values of this account are stored here; none is a reference.");
                    return;
                }

                run.Out.Table(
                    ["FIELD", "REFERENCE", "STATE", "VERSION", "CHANGED", "EXPIRES", "FOUND"],
                    reports.Select(report => (IReadOnlyList<string?>)
                    [
                        report.FieldKey, report.Reference, State(report), report.Version?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        $"{report.UpdatedAt:u}", $"{report.ExpiresAt:u}", report.Message,
                    ]));
            });
            return reports.Any(report => report.Available == false) ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return command;
    }

    private static string State(ReferenceReport report) => report.Available switch
    {
        true => "available",
        false => "MISSING",
        null => "unknown",
    };
}
