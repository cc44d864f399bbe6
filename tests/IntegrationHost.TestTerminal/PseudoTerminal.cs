using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace IntegrationHost.TestTerminal;

/// <summary>A program in a terminal of its own: keys go in, bytes come out, and the far end understands them as a terminal does. Linux only.</summary>
/// <remarks>
/// The program leads a session on the terminal, as below a window or an SSH login: it gets SIGWINCH, SIGHUP and the signals of keys from the kernel.
/// It is started by <c>posix_spawn</c>, since a process with a runtime in it must not fork by itself.
/// </remarks>
public sealed class PseudoTerminal : IDisposable
{
    private const int AttributeBytes = 60;

    private readonly Lock gate = new();
    private readonly MemoryStream raw = new();
    private readonly Thread reader;
    private readonly byte[] attributesAtStart;
    private readonly int master;
    private volatile bool closing;
    private int? exitCode;
    private long lastOutput = Stopwatch.GetTimestamp();

    private PseudoTerminal(int master, int processId, byte[] attributesAtStart, int width, int height)
    {
        this.master = master;
        this.attributesAtStart = attributesAtStart;
        ProcessId = processId;
        Screen = new TerminalScreen(width, height);
        reader = new Thread(ReadAll) { IsBackground = true, Name = "terminal" };
        reader.Start();
    }

    /// <summary>Whether this machine has such terminals.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>The program's process.</summary>
    public int ProcessId { get; }

    /// <summary>What a person would see. Read it through <see cref="Look"/> while the program runs.</summary>
    public TerminalScreen Screen { get; }

    /// <summary>Every byte that came, in order.</summary>
    public byte[] Raw
    {
        get
        {
            lock (gate)
                return raw.ToArray();
        }
    }

    /// <summary>Time since the last byte came.</summary>
    public TimeSpan Quiet
    {
        get
        {
            lock (gate)
                return Stopwatch.GetElapsedTime(lastOutput);
        }
    }

    /// <summary>Whether line mode, echo and signal keys are as they were before the program began.</summary>
    public bool LineModeRestored => attributesAtStart.AsSpan().SequenceEqual(ReadAttributes(master));

    /// <summary>Starts a program in a terminal.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="variables">Environment variables besides those of this process; <c>null</c> takes one away.</param>
    /// <param name="program">The program, looked for in <c>PATH</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static PseudoTerminal Start(int width, int height, IReadOnlyDictionary<string, string?> variables, string program, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(arguments);
        int master = Checked(LibC.OpenMaster(LibC.ReadWrite | LibC.NoControllingTerminal | LibC.CloseOnExec), "open a terminal");
        Checked(LibC.Grant(master), "grant the terminal");
        Checked(LibC.Unlock(master), "unlock the terminal");
        Span<byte> name = stackalloc byte[128];
        Checked(LibC.NameOf(master, name, (nuint)name.Length), "name the terminal");
        SetSize(master, width, height);
        byte[] attributes = ReadAttributes(master);
        int process = Spawn(Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]), variables, program, arguments);
        return new PseudoTerminal(master, process, attributes, width, height);
    }

    /// <summary>Sends text as if it were typed.</summary>
    public void Type(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int sent = 0;
        while (sent < bytes.Length)
            sent += (int)Checked((int)LibC.Write(master, bytes.AsSpan(sent), (nuint)(bytes.Length - sent)), "type");
    }

    /// <summary>Sends text as a terminal sends what is pasted.</summary>
    public void Paste(string text) => Type($"\e[200~{text}\e[201~");

    /// <summary>Gives the window another size; the program is told by the kernel.</summary>
    public void Resize(int width, int height)
    {
        lock (gate)
            Screen.Resize(width, height);
        SetSize(master, width, height);
    }

    /// <summary>Sends a signal to the program.</summary>
    public void Signal(int number) => Checked(LibC.Kill(ProcessId, number), "signal the program");

    /// <summary>Closes the window: the terminal is gone, and the kernel hangs up.</summary>
    public void HangUp()
    {
        if (closing)
            return;
        closing = true;
        reader.Join();
        LibC.Close(master);
    }

    /// <summary>Looks at the screen while nothing changes it.</summary>
    public T Look<T>(Func<TerminalScreen, T> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        lock (gate)
            return look(Screen);
    }

    /// <summary>Waits until the screen is as wanted.</summary>
    /// <param name="wanted">Tells by the screen's text.</param>
    /// <param name="what">What is waited for, for the message if it does not come.</param>
    /// <param name="limit">How long at most.</param>
    /// <exception cref="TimeoutException">It did not come; the message has the screen.</exception>
    public string Until(Func<string, bool> wanted, string what, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        long begin = Stopwatch.GetTimestamp();
        while (true)
        {
            string text = Look(screen => screen.Text);
            if (wanted(text))
                return text;
            if (Stopwatch.GetElapsedTime(begin) > limit)
                throw new TimeoutException($"The terminal never showed {what}. It shows:\n{text}");
            Thread.Sleep(5);
        }
    }

    /// <summary>Waits for the program's end.</summary>
    /// <returns>Its exit code; 128 and the signal's number if a signal killed it; <c>null</c> if it still runs.</returns>
    public int? WaitForExit(TimeSpan limit)
    {
        long begin = Stopwatch.GetTimestamp();
        while (exitCode is null && Stopwatch.GetElapsedTime(begin) < limit)
        {
            if (LibC.Wait(ProcessId, out int status, LibC.DoNotHang) == ProcessId)
                exitCode = (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
            else
                Thread.Sleep(5);
        }

        // What it wrote last may still lie in the terminal.
        if (exitCode is not null && !closing)
            Thread.Sleep(50);
        return exitCode;
    }

    /// <summary>Ends the program if it still runs, and closes the terminal.</summary>
    public void Dispose()
    {
        if (exitCode is null)
        {
            _ = LibC.Kill(ProcessId, 9);
            WaitForExit(TimeSpan.FromSeconds(10));
        }

        HangUp();
        raw.Dispose();
    }

    private static int Spawn(string terminal, IReadOnlyDictionary<string, string?> variables, string program, string[] arguments)
    {
        // The library's own structures: their sizes differ, and these are larger than any of them.
        Span<byte> actions = new byte[512];
        Span<byte> attributes = new byte[1024];
        Span<byte> all = new byte[256];
        Span<byte> none = new byte[256];
        _ = LibC.FillSignals(all);
        _ = LibC.InitActions(actions);
        _ = LibC.InitSpawn(attributes);
        try
        {
            // A session's leader that opens a terminal gets it as its own.
            _ = LibC.AddOpen(actions, 0, terminal, LibC.ReadWrite, 0);
            _ = LibC.AddCopy(actions, 0, 1);
            _ = LibC.AddCopy(actions, 0, 2);
            _ = LibC.SetSpawnDefaults(attributes, all);
            _ = LibC.SetSpawnMask(attributes, none);
            _ = LibC.SetSpawnFlags(attributes, LibC.SpawnNewSession | LibC.SpawnSignalDefaults | LibC.SpawnSignalMask);
            int error = LibC.Spawn(out int process, program, actions, attributes, [program, .. arguments, null], [.. Merged(variables), null]);
            return error == 0 ? process : throw new InvalidOperationException($"{program} cannot be started in a terminal: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        finally
        {
            _ = LibC.DestroyActions(actions);
            _ = LibC.DestroySpawn(attributes);
        }
    }

    private static IEnumerable<string> Merged(IReadOnlyDictionary<string, string?> variables)
    {
        Dictionary<string, string?> merged = [];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            merged[(string)variable.Key] = (string?)variable.Value;
        foreach ((string name, string? value) in variables)
            merged[name] = value;
        return merged.Where(variable => variable.Value is not null).Select(variable => $"{variable.Key}={variable.Value}");
    }

    private static void SetSize(int master, int width, int height) =>
        Checked(LibC.Control(master, LibC.SetWindowSize, [(ushort)height, (ushort)width, 0, 0]), "set the terminal's size");

    private static byte[] ReadAttributes(int master)
    {
        byte[] attributes = new byte[256];
        Checked(LibC.Attributes(master, attributes), "read the terminal's modes");
        return attributes[..AttributeBytes];
    }

    private static int Checked(int result, string what) =>
        result >= 0 ? result : throw new InvalidOperationException($"Cannot {what}: {Marshal.GetLastPInvokeErrorMessage()}");

    private void ReadAll()
    {
        byte[] buffer = new byte[65536];
        Span<long> descriptors = stackalloc long[1];
        while (!closing)
        {
            // struct pollfd: descriptor, events, events that came.
            descriptors[0] = (uint)master | ((long)LibC.Readable << 32);
            if (LibC.Poll(descriptors, 1, 20) <= 0)
                continue;
            int read = (int)LibC.Read(master, buffer, (nuint)buffer.Length);
            if (read <= 0)
            {
                // Nobody has the terminal open: before the program's first open, between two, or at its end.
                Thread.Sleep(5);
                continue;
            }

            lock (gate)
            {
                raw.Write(buffer, 0, read);
                Screen.Take(buffer.AsSpan(0, read));
                lastOutput = Stopwatch.GetTimestamp();
            }
        }
    }
}
