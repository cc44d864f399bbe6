using System.CommandLine;
using IntegrationHost.Core.Storage;
using IntegrationHost.Diagnosis;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>doctor</c>: looks at everything the program needs and says what to do.</summary>
internal static class DoctorCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("doctor", "Check data directory, key file, store, plugins and terminal. Exit code 1 if something fails.");
        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            HostPaths paths = global.Paths(parse);
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            IReadOnlyList<Finding> findings = await Doctor.ExamineAsync(paths, cancellationToken);
            writer.Write(findings, () =>
            {
                foreach (Finding finding in findings)
                {
                    writer.Line($"{finding.Outcome,-4}  {finding.Subject,-14}  {finding.Text}");
                }
            });
            return findings.Any(finding => finding.Outcome == FindingOutcome.Fail) ? ExitCodes.Negative : ExitCodes.Ok;
        }));
        return command;
    }
}
