using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Keys;

/// <summary>Long work on keys and store.</summary>
internal static class KeyJobs
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Begins a rotation, or goes on with one, and follows it to its end. The host goes on by itself if nobody looks.</summary>
    public static async Task<string> RotateAsync(ConsoleContext context, Job job, CancellationToken cancellationToken)
    {
        IHostKeys host = await context.AsAsync<IHostKeys>();
        RotationReport report = await host.RotateAsync(cancellationToken);
        while (report.Last is { State: "Running" } running)
        {
            job.Report(Clamp(running.Done + running.Skipped), Clamp(running.Total));
            await Task.Delay(Pause, context.Time, cancellationToken);
            report = await host.GetRotationAsync(cancellationToken);
        }

        if (report.Last is not { } last)
            return "There was nothing to seal anew.";
        job.Report(Clamp(last.Done + last.Skipped), Clamp(last.Total));
        job.Say(StepState.Done, "sealed anew", string.Create(CultureInfo.InvariantCulture, $"{last.Done} of {last.Total}, {last.PerSecond:0} a second"));
        if (last.Skipped > 0)
            job.Say(StepState.Skipped, "changed meanwhile", string.Create(CultureInfo.InvariantCulture, $"{last.Skipped}: they are under the new key by that"));
        foreach (string failed in last.Failed)
            job.Say(StepState.Failed, "does not open", failed);
        return last.Failed.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Every secret is under data key {last.ToTerm}.")
            : throw new InvalidOperationException($"{last.Failed.Count} secrets do not open: set them again or clear them, then rotate once more.");
    }

    /// <summary>Opens every secret of the store, and looks for damage.</summary>
    public static async Task<string> VerifyAsync(ConsoleContext context, Job job, CancellationToken cancellationToken)
    {
        IHostKeys host = await context.AsAsync<IHostKeys>();
        StoreVerification found = await host.VerifyStoreAsync(cancellationToken);
        job.Say(StepState.Done, "accounts", Count(found.Accounts));
        job.Say(StepState.Done, "modules", Count(found.Modules));
        job.Say(StepState.Done, "secrets that open", Count(found.Secrets));
        foreach (string place in found.Damaged)
            job.Say(StepState.Failed, "does not open", place);
        foreach (string fault in found.Damage)
            job.Say(StepState.Failed, "damage", fault);
        return found.Sound ? "The store is sound: every secret opens." : throw new InvalidOperationException("The store is not sound: restore a backup, or set the secrets above again.");
    }

    /// <summary>Backs the store up to a file.</summary>
    public static async Task<string> BackUpAsync(ConsoleContext context, string path, Job job, CancellationToken cancellationToken)
    {
        IHostKeys host = await context.AsAsync<IHostKeys>();
        // Beside its place until it is whole: half a backup must not look like one.
        string partial = path + ".partial";
        if (File.Exists(path))
            throw new IOException($"{path} exists: choose another name.");
        job.Say(StepState.Running, "writing", path);
        try
        {
            await using (FileStream target = PrivateFile.Create(partial))
            {
                await host.BackUpAsync(Path.GetFileName(path), target, cancellationToken);
                target.Flush(flushToDisk: true);
            }

            File.Move(partial, path);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        job.Say(StepState.Done, "writing", string.Create(CultureInfo.InvariantCulture, $"{path}, {new FileInfo(path).Length / 1024} KiB"));
        job.Say(StepState.Warned, "apart from it", "keep what unlocks the store: the file opens with nothing else");
        job.Say(StepState.Warned, "try it", $"integration-host restore {path} --check");
        return "The store is backed up.";
    }

    private static int Clamp(long value) => (int)Math.Min(int.MaxValue, value);

    private static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);
}
