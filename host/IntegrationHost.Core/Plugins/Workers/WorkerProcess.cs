using System.Collections.Concurrent;
using System.Diagnostics;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Worker.Confinement;
using IntegrationHost.Worker.Wire;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>One process with one plugin in it. Whatever it does, it ends this object's life and nothing else's.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process process;
    private readonly WorkerHome home;
    private readonly WorkerOptions options;
    private readonly WorkerPipes pipes;
    private readonly ConcurrentDictionary<int, HostCall> calls = [];
    private readonly TaskCompletionSource<HelloPart> hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerMessage> loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WorkerWatch watch;
    private WorkerEnd? verdict;
    private int lastCall;
    private long idleSince = Stopwatch.GetTimestamp();

    private WorkerProcess(Process process, WorkerHome home, WorkerOptions options)
    {
        this.process = process;
        this.home = home;
        this.options = options;
        ProcessId = process.Id;
        pipes = new WorkerPipes(process);
        watch = new WorkerWatch(this, options);
        pipes.Begin(Hear, Finish);
    }

    public int ProcessId { get; }

    /// <summary>Layers of confinement in force, those that can be seen from here confirmed.</summary>
    public IReadOnlyList<string> Layers { get; private set; } = [];

    /// <summary>What the plugin describes. Its own word.</summary>
    public IReadOnlyList<LoadedProvider> Providers { get; private set; } = [];

    /// <summary>Completes when the process is gone.</summary>
    public Task<WorkerEnd> Ended => ended.Task;

    /// <summary>Completes when nothing of it is left, its home neither.</summary>
    public Task Gone => gone.Task;

    /// <summary>Whether it takes no more calls.</summary>
    public bool IsEnding => Volatile.Read(ref verdict) is not null;

    public ICollection<HostCall> Calls => calls.Values;

    /// <summary>How many calls there have been.</summary>
    public int CallsMade => Volatile.Read(ref lastCall);

    /// <summary>How long the message that it is sending has been coming.</summary>
    public TimeSpan PendingMessage => pipes.Pending;

    /// <summary>Bytes that were sent and that it has not read.</summary>
    public long Unread => pipes.Unread;

    /// <summary>How long nothing has been asked of it.</summary>
    public TimeSpan Idle => calls.IsEmpty ? Stopwatch.GetElapsedTime(Volatile.Read(ref idleSince)) : TimeSpan.Zero;

    public WorkerHome Home => home;

    /// <summary>Starts a process and loads the plugin in it.</summary>
    /// <exception cref="WorkerFault">It did not come to that; the sentence begins with the process.</exception>
    public static async Task<WorkerProcess> StartAsync(string mainAssemblyPath, PluginStamp stamp, WorkerOptions options)
    {
        WorkerProcess worker = await LaunchAsync(options);
        try
        {
            await worker.BeginAsync(mainAssemblyPath, stamp).WaitAsync(options.StartDeadline);
            return worker;
        }
        catch (TimeoutException)
        {
            worker.End(new WorkerEnd(WorkerEnd.TimedOut, $"did not load the plugin within {options.StartDeadline.TotalSeconds:0.#} s"));
            WorkerEnd end = await worker.Ended;
            throw new WorkerFault(end.Code ?? WorkerEnd.TimedOut, $"Its process {end.Reason}. Its author can tell why.");
        }
        catch
        {
            worker.End(WorkerEnd.Stopped);
            throw;
        }
    }

    /// <summary>Starts a process as for a plugin, sees what holds it, and ends it before anything is loaded.</summary>
    /// <exception cref="WorkerFault">None can be started.</exception>
    public static async Task<IReadOnlyList<string>> ProbeAsync(WorkerOptions options)
    {
        using var home = new WorkerHome();
        WorkerProcess worker = await LaunchAsync(options);
        try
        {
            await worker.MeetAsync(home.Path).WaitAsync(options.StartDeadline);
            return worker.Layers;
        }
        catch (TimeoutException)
        {
            throw new WorkerFault(WorkerEnd.TimedOut, $"Its process was not ready within {options.StartDeadline.TotalSeconds:0.#} s.");
        }
        finally
        {
            worker.Dispose();
            await Task.WhenAny(worker.Gone, Task.Delay(options.CancelGrace));
        }
    }

    /// <summary>Runs a module.</summary>
    /// <returns>Its result, checked; <c>null</c> if the process was ending and nothing was asked of it.</returns>
    /// <exception cref="WorkerFault">The process ended before the module did.</exception>
    public async Task<ModuleResult?> ExecuteAsync(int provider, int module, string input, IProviderChannel channel, CancellationToken cancellationToken)
    {
        int id = Interlocked.Increment(ref lastCall);
        var call = new HostCall(id, channel, options.RequestsAtOnce, pipes.Send);
        calls[id] = call;
        if (IsEnding)
        {
            calls.TryRemove(id, out _);
            return null;
        }

        pipes.Send(new HostMessage { Call = id, Execute = new ExecuteOrder(provider, module, input) });
        await using CancellationTokenRegistration registration = cancellationToken.Register(() => call.Cancel(cancellationToken));
        return await call.Result;
    }

    /// <summary>Ends the process; the first reason stays.</summary>
    public void End(WorkerEnd reason)
    {
        if (Interlocked.CompareExchange(ref verdict, reason, null) is null)
            Kill();
    }

    public void Dispose() => End(WorkerEnd.Stopped);

    private static async Task<WorkerProcess> LaunchAsync(WorkerOptions options)
    {
        var home = new WorkerHome();
        try
        {
            return new WorkerProcess(await WorkerStarter.StartAsync(WorkerProgram.FirstStep(home.Path)), home, options);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            home.Dispose();
            throw new WorkerFault(WorkerEnd.Crashed, "No worker process can be started on this machine now. See whether it is short of memory or processes.");
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    private async Task BeginAsync(string mainAssemblyPath, PluginStamp stamp)
    {
        await MeetAsync(Path.GetDirectoryName(mainAssemblyPath)!);
        pipes.Send(new HostMessage { Start = new StartOrder(mainAssemblyPath, stamp.EntryTypes) });
        WorkerMessage answer = await loaded.Task;
        Providers = answer.Loaded ?? throw new WorkerFault(WorkerEnd.Crashed, PluginWords.Clean(answer.Fault));
    }

    /// <summary>The first step, and the first word of the second. Nothing of the plugin has run when this ends.</summary>
    private async Task MeetAsync(string pluginFolder)
    {
        pipes.Send(WorkerProgram.Order(home.Path, pluginFolder, options).ToBytes());
        HelloPart said = await hello.Task;
        if (said.Protocol != HelloPart.Current)
            throw new WorkerFault(WorkerEnd.Garbled, "IntegrationHost.Worker.dll is of another version than this program. Install the program again.");

        // This is the worker's word; what the kernel says counts more.
        ProcessFacts? facts = ProcessFacts.Read(ProcessId);
        Layers = [.. said.Layers.Where(layer => layer switch
        {
            Worker.Confinement.Layers.NoNewPrivileges => facts?.NoNewPrivileges == true,
            Worker.Confinement.Layers.SystemCalls => facts?.Filtered == true,
            Worker.Confinement.Layers.Capabilities => facts?.NoCapabilities == true,
            _ => true,
        })];
    }

    private void Hear(WorkerMessage message, ReadOnlyMemory<byte> body)
    {
        // Each of these once: whoever says them again and again only keeps the host reading.
        if (message.Hello is { } said)
            Once(hello.TrySetResult(said));
        else if (message.Loaded is not null || message.Fault is not null)
            Once(loaded.TrySetResult(message));
        else if (!calls.TryGetValue(message.Call, out HostCall? call))
            throw new WireException("It spoke of a call that there is not.");
        else if (message.Request is { } request)
            call.Begin(request, body);
        else if (message.Threw == nameof(OutOfMemoryException))
            End(new WorkerEnd(WorkerEnd.Exhausted, "ran out of memory")); // What it holds it keeps: the next call would find nothing left, either.
        else if (calls.TryRemove(message.Call, out _))
        {
            Volatile.Write(ref idleSince, Stopwatch.GetTimestamp());
            call.End(message.Result is { } result
                ? PluginWords.Check(result)
                : ModuleResult.Failure(new ModuleError(WorkerEnd.Threw, $"The plugin's own code threw {PluginWords.Word(message.Threw, "an exception")}. Its author can tell why.")));
        }
    }

    private static void Once(bool first)
    {
        if (!first)
            throw new WireException("It said again what is said once.");
    }

    /// <summary>The pipe has ended: the process is ending, or keeps running without one.</summary>
    private void Finish(WorkerEnd? broke)
    {
        if (broke is not null)
            End(broke);
        if (!process.WaitForExit(1_000))
        {
            End(new WorkerEnd(WorkerEnd.Garbled, "closed its pipe"));
            Kill();
            process.WaitForExit();
        }

        var end = Interlocked.CompareExchange(ref verdict, WorkerEnd.OfExit(process.ExitCode, options), null) ?? verdict!;
        watch.Dispose();
        pipes.Complete();
        hello.TrySetException(new WorkerFault(end.Code ?? WorkerEnd.Crashed, $"Its process {end.Reason} before it was ready. {StartErrors()}".TrimEnd()));
        loaded.TrySetException(new WorkerFault(end.Code ?? WorkerEnd.Crashed, $"Its process {end.Reason} while it loaded the plugin. Its author can tell why."));
        ended.TrySetResult(end);
        foreach (HostCall call in calls.Values)
            call.Fail(new WorkerFault(end.Code ?? WorkerEnd.Crashed, Sentence(end, call)));
        home.Dispose();
        pipes.Close();
        gone.TrySetResult();
    }

    private static string Sentence(WorkerEnd end, HostCall call) =>
        $"The plugin's process {end.Reason}. The host and other plugins are not touched; {(call.Sent == 0 ? "nothing had been sent to the provider" : $"{call.Sent} request(s) had been sent to the provider")}. Try again; if it stays, ask the plugin's author.";

    /// <summary>What the runtime said before any of the plugin's code was there.</summary>
    private string StartErrors()
    {
        char[] text = new char[400];
        int length = hello.Task.IsCompletedSuccessfully ? 0 : process.StandardError.ReadBlock(text, 0, text.Length);
        return PluginWords.Clean(new string(text, 0, length).Trim());
    }

    private void Kill()
    {
        try
        {
            // Its whole group: it began one by itself.
            if (!process.HasExited && OperatingSystem.IsLinux())
                _ = Native.Signal(-ProcessId, Native.Kill);
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
