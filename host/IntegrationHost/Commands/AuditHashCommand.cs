using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Input;

namespace IntegrationHost.Commands;

/// <summary><c>audit hash</c>: was it this value? The trail holds keyed hashes where a value would say too much.</summary>
internal static class AuditHashCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("hash", "What stands in the trail for a value from standard input, such as an account's base address. That it was asked for is recorded, the value is not.");
        command.OnHost(global, async run =>
        {
            string value = await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, "value", run.CancellationToken);
            AuditHashReport report = await run.Trail.HashForAuditAsync(value, run.CancellationToken);
            run.Out.Write(report, () => run.Out.Line(report.Hash));
            return ExitCodes.Ok;
        });
        return command;
    }
}
