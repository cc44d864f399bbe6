using System.Globalization;
using System.Text.Json;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Audit;

/// <summary>Writes the trail to a file, one JSON object a line with its MACs, as <c>audit export</c> prints it.</summary>
internal static class AuditExport
{
    private const int Batch = 1000;

    /// <summary>Asks for the file, then writes as a job.</summary>
    public static OperationFormModel Form(ConsoleContext context)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"~/audit-{context.Time.GetUtcNow():yyyy-MM-dd}.jsonl");
        OperationKind kind = new(
            "File",
            () => [OperationFormModel.Text("file", "File", "It must not exist; only you will be able to read it.", required: true, prefill: name)],
            fields =>
            {
                string path = PrivateFile.Resolve(fields[0].Reveal());
                return _ => Task.FromResult(() => context.Shell.Start(new Job("EXPORT THE TRAIL", (job, cancellationToken) => WriteAsync(context, path, job, cancellationToken))));
            });
        return new OperationFormModel(context, "EXPORT THE TRAIL", "one JSON object a line, oldest first, with the MACs that chain them", "EXPORT", kind);
    }

    private static async Task<string> WriteAsync(ConsoleContext context, string path, Job job, CancellationToken cancellationToken)
    {
        IIntegrationHostAccess host = await context.AsAsync<IIntegrationHostAccess>();
        await using FileStream file = PrivateFile.Create(path);
        await using StreamWriter writer = new(file);
        long last = 0;
        int written = 0;
        while (await host.GetAuditAsync(last, Batch, cancellationToken) is { Count: > 0 } page)
        {
            foreach (AuditEventReport one in page)
                await writer.WriteLineAsync(JsonSerializer.Serialize(one, WireJsonContext.Default.AuditEventReport).AsMemory(), cancellationToken);
            last = page[^1].Seq;
            written += page.Count;
            job.Report(written, 0);
        }

        job.Say(StepState.Done, "file", path);
        return string.Create(CultureInfo.InvariantCulture, $"{written} events are in {path}.");
    }
}
