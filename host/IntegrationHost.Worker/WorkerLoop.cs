using System.Text.Json;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Worker.Confinement;
using IntegrationHost.Worker.Loading;
using IntegrationHost.Worker.Wire;
using Microsoft.Win32.SafeHandles;

namespace IntegrationHost.Worker;

/// <summary>The second step: loads one plugin and runs its modules as the host asks, until the host closes the pipe.</summary>
internal sealed class WorkerLoop
{
    private const int DuplicateAbove = 1030;
    private const int FirstFree = 3;

    private readonly PacketReader reader;
    private readonly WorkerPipe pipe;
    private readonly Dictionary<int, RunningCall> calls = [];
    private List<IReadOnlyList<IProviderModule>> modules = [];

    private WorkerLoop(Stream input, WorkerPipe pipe)
    {
        reader = new PacketReader(input);
        this.pipe = pipe;
    }

    /// <param name="layers">What the first step put in force.</param>
    public static int Run(IReadOnlyList<string> layers)
    {
        // What the plugin prints goes nowhere: the pipe is for messages, and the errors of a start have been told by now.
        using var input = new FileStream(new SafeFileHandle(Native.FileControl(0, DuplicateAbove, FirstFree), ownsHandle: true), FileAccess.Read, bufferSize: 1);
        using var output = new FileStream(new SafeFileHandle(Native.FileControl(1, DuplicateAbove, FirstFree), ownsHandle: true), FileAccess.Write, bufferSize: 1);
        Native.Silence(0, 1, 2);
        if (OperatingSystem.IsLinux())
        {
            _ = Native.Control(Native.SetDumpable, 0, 0, 0, 0);
            if (SystemCallFilter.Apply())
                layers = [.. layers, Layers.SystemCalls];
        }

        var pipe = new WorkerPipe(output);
        pipe.Send(new WorkerMessage { Hello = new HelloPart(HelloPart.Current, layers) });
        try
        {
            new WorkerLoop(input, pipe).Listen();
        }
        catch (Exception failure) when (failure is IOException or WireException or JsonException)
        {
            // The host is gone, or no longer makes sense: either way nobody is left to tell.
        }

        // Without a goodbye: threads of the plugin may be running, and must not hold this up.
        Native.Exit(0);
        return 0;
    }

    private void Listen()
    {
        while (reader.Read() is { } packet)
        {
            HostMessage message = JsonSerializer.Deserialize(packet.Json.Span, WireJson.Default.HostMessage) ?? throw new JsonException();
            if (message.Start is { } start)
                pipe.Send(Load(start));
            else if (message.Execute is { } execute)
                Begin(message.Call, execute);
            else if (Find(message.Call) is { } call)
            {
                if (message.Answer is { } answer)
                    call.Answer(answer, packet.Body);
                if (message.Cancel)
                    call.Cancel();
            }
        }
    }

    private WorkerMessage Load(StartOrder start)
    {
        try
        {
            IReadOnlyList<IProviderPlugin> plugins = PluginEntry.Create(PluginAssembly.Load(start.Assembly).Assembly, start.EntryTypes);
            List<LoadedProvider> loaded = [];
            List<IReadOnlyList<IProviderModule>> found = [];
            foreach (IProviderPlugin plugin in plugins)
            {
                IProviderModule[] all = [.. plugin.Modules];
                loaded.Add(new LoadedProvider(plugin.Provider, [.. all.Select(module => module.Descriptor)]));
                found.Add(all);
            }

            modules = found;
            return new WorkerMessage { Loaded = loaded };
        }
        catch (LoadFault fault)
        {
            return new WorkerMessage { Fault = fault.Message };
        }
        catch (Exception failure)
        {
            return new WorkerMessage { Fault = $"Its descriptor threw {failure.GetType().Name}. Correct the plugin's metadata or code." };
        }
    }

    private RunningCall? Find(int id)
    {
        lock (calls)
            return calls.GetValueOrDefault(id);
    }

    private void Begin(int id, ExecuteOrder order)
    {
        IProviderModule module = modules[order.Provider][order.Module];
        var call = new RunningCall(id, pipe);
        lock (calls)
            calls.Add(id, call);
        _ = Task.Run(async () =>
        {
            WorkerMessage end = await call.RunAsync(module, order.Input);
            lock (calls)
                calls.Remove(id);
            try
            {
                call.End(end);
            }
            catch (Exception failure)
            {
                // It must end somehow, or the host waits until it is tired of it.
                call.End(failure is OutOfMemoryException
                    ? new WorkerMessage { Call = id, Threw = nameof(OutOfMemoryException) }
                    : new WorkerMessage { Call = id, Result = ModuleResult.Failure(new ModuleError("plugin_output", $"The plugin's output cannot be handed to the host: it is longer than {PacketWriter.MaxPacket / 1024 / 1024} MiB, or no text.")) });
            }

            call.Dispose();
        });
    }
}
