using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace IntegrationHost.Worker.Confinement;

/// <summary>
/// What the first step is told, through standard input: no path stands in the arguments. Plain lines, since a reader of JSON would cost more than all the rest of this step.
/// </summary>
internal sealed record ConfineOrder
{
    /// <summary>Program to go on with, and its arguments.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The whole environment, as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Files and directories that may be read.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>Directories whose names of files may be seen.</summary>
    public IReadOnlyList<string> Listable { get; init; } = [];

    /// <summary>Directories, and files such as <c>/dev/null</c>, that may be written as well.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];

    /// <summary>Files that may be executed.</summary>
    public IReadOnlyList<string> Executable { get; init; } = [];

    /// <summary>The worker's own directory; also one of <see cref="Writable"/>.</summary>
    public string Home { get; init; } = "";

    /// <summary>Bytes of all its files together, where it can be a file system of its own.</summary>
    public long HomeSize { get; init; }

    /// <summary>Files and directories in it, likewise.</summary>
    public int HomeFiles { get; init; }

    /// <summary>Bytes of private memory, the stacks of threads included.</summary>
    public long Memory { get; init; }

    /// <summary>Bytes of the largest file.</summary>
    public long FileSize { get; init; }

    /// <summary>Open files.</summary>
    public int OpenFiles { get; init; }

    /// <summary>Seconds of processor time in the process's whole life.</summary>
    public int ProcessorSeconds { get; init; }

    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        void Add(string word, IEnumerable<string> values)
        {
            foreach (string value in values)
                text.Append(word).Append(' ').Append(value.Contains('\n', StringComparison.Ordinal) ? throw new ArgumentException("A path or value holds a line break.") : value).Append('\n');
        }

        Add("command", Command);
        Add("environment", Environment);
        Add("read", Readable);
        Add("list", Listable);
        Add("write", Writable);
        Add("execute", Executable);
        Add("home", [Home]);
        foreach ((string word, long value) in new[] { ("memory", Memory), ("file", FileSize), ("files", OpenFiles), ("seconds", ProcessorSeconds), ("size", HomeSize), ("entries", HomeFiles) })
            text.Append(CultureInfo.InvariantCulture, $"{word} {value}\n");
        byte[] lines = Encoding.UTF8.GetBytes(text.ToString());
        byte[] bytes = new byte[4 + lines.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, lines.Length);
        lines.CopyTo(bytes, 4);
        return bytes;
    }

    /// <summary>Reads exactly its own bytes, so that what follows is left for the next step.</summary>
    public static ConfineOrder Read()
    {
        byte[] head = new byte[4];
        Fill(head);
        byte[] lines = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        Fill(lines);
        ILookup<string, string> values = Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToLookup(line => line[..line.IndexOf(' ', StringComparison.Ordinal)], line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
        long Number(string word) => long.Parse(values[word].First(), CultureInfo.InvariantCulture);
        return new ConfineOrder
        {
            Command = [.. values["command"]],
            Environment = [.. values["environment"]],
            Readable = [.. values["read"]],
            Listable = [.. values["list"]],
            Writable = [.. values["write"]],
            Executable = [.. values["execute"]],
            Home = values["home"].First(),
            HomeSize = Number("size"),
            HomeFiles = (int)Number("entries"),
            Memory = Number("memory"),
            FileSize = Number("file"),
            OpenFiles = (int)Number("files"),
            ProcessorSeconds = (int)Number("seconds"),
        };
    }

    private static void Fill(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint read = Native.Read(0, bytes, bytes.Length);
            if (read <= 0)
                throw new EndOfStreamException();
            bytes = bytes[(int)read..];
        }
    }
}
