using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Importing;

/// <summary>Stores and verifies what an import has found, one by one.</summary>
internal static class ImportJob
{
    /// <summary>The job.</summary>
    public static Job Of(ConsoleContext context, IReadOnlyList<ImportLine> lines) => new("IMPORT CREDENTIALS", (job, cancellationToken) => RunAsync(context, lines, job, cancellationToken));

    private static async Task<string> RunAsync(ConsoleContext context, IReadOnlyList<ImportLine> lines, Job job, CancellationToken cancellationToken)
    {
        IIntegrationHostClient client = await context.Client;
        int stored = 0;
        int verified = 0;
        foreach ((int index, ImportLine line) in lines.Index())
        {
            // What is left when it is cancelled can be taken up again.
            job.Resume = () => Of(context, [.. lines.Skip(index)]);
            job.Report(index, lines.Count);
            job.Say(StepState.Running, line.Account, $"from {line.Candidate.Source}");
            cancellationToken.ThrowIfCancellationRequested();
            (bool isStored, VerdictReport? verdict) = await StoreAsync(client, line, job, cancellationToken);
            stored += isStored ? 1 : 0;
            verified += verdict is { Kind: "Valid" } ? 1 : 0;
        }

        job.Resume = null;
        job.Report(lines.Count, lines.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{stored} of {lines.Count} stored, {verified} verified. The sources are as they were.");
    }

    private static async Task<(bool Stored, VerdictReport? Verdict)> StoreAsync(IIntegrationHostClient client, ImportLine line, Job job, CancellationToken cancellationToken)
    {
        try
        {
            CreateAccountResult result = await client.CreateAccountAsync(
                line.Candidate.Request with { Name = line.Account, RefuseDuplicate = true, Verify = line.Candidate.Tested }, cancellationToken);
            (StepState state, string text) = result.Verdict switch
            {
                null => (StepState.Done, "stored, not tested"),
                { Kind: "Valid" } => (StepState.Done, "stored and verified"),
                { Kind: "Invalid" } verdict => (StepState.Failed, $"stored, but refused: {verdict.Message}"),
                { } verdict => (StepState.Warned, $"stored: {verdict.Message}"),
            };
            job.Say(state, line.Account, result.Account.Findings is { Count: > 0 } findings ? $"{text} {findings[0].Message}" : text);
            return (true, result.Verdict);
        }
        catch (HostApiException refusal)
        {
            job.Say(StepState.Failed, line.Account, $"not stored: {refusal.Message} {string.Join(" ", refusal.Errors.SelectMany(error => error.Value))}");
            return (false, null);
        }
    }
}
