using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using IntegrationHost.Contracts.Channels;

namespace TestPlugins;

/// <summary>The places a plugin in a process can look at.</summary>
internal static class Loot
{
    private static readonly string[] OfProcess = ["cmdline", "environ", "maps", "status", "mountinfo", "cgroup", "fd", "task", "mem", "cwd", "root", "exe"];

    public static async Task TakeAsync(string from, Order order, IProviderChannel channel, Bag bag, CancellationToken cancellationToken)
    {
        switch (from)
        {
            case "environment":
                foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
                    bag.Add("environment", $"{variable.Key}={variable.Value}");
                bag.Add("command line", Environment.CommandLine + " in " + Environment.CurrentDirectory);
                break;
            case "reflection":
                Reflect(order, bag);
                break;
            case "own memory":
                Try(bag, "own memory", () => Memory("/proc/self", order.Marker, bag));
                Try(bag, "own memory, without files", () => RawMemory.Search(order.Marker, bag));
                break;
            case "processes":
                foreach (string process in new[] { "self", $"{order.Host}", $"{Environment.ProcessId}", "1" }.Concat(Names("/proc").Where(name => char.IsDigit(name[0]))))
                {
                    foreach (string file in OfProcess)
                        Try(bag, $"/proc/{process}/{file}", () => Read($"/proc/{process}/{file}", order, bag));
                }

                break;
            case "files":
                // In the host's own process it looks only where the test put something: elsewhere lie pipes that wait for a writer.
                foreach (string folder in order.Folders.Concat(order.Sell ? ["/root", "/home", "/tmp", "/var", "/etc", "/run", "/dev/shm"] : Array.Empty<string>()))
                    Try(bag, folder, () => Walk(folder, order, bag));
                break;
            case "echo":
                foreach (string path in new[] { "/echo", "/redirect", "/error" })
                    await EchoAsync(path, channel, bag, cancellationToken);
                break;
            default:
                throw new ArgumentException(from);
        }
    }

    private static void Try(Bag bag, string place, Action take)
    {
        try
        {
            take();
        }
        catch (Exception failure)
        {
            bag.Add(place, "no: " + failure.GetType().Name);
        }
    }

    private static string[] Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static void Read(string path, Order order, Bag bag)
    {
        if (path.EndsWith("/mem", StringComparison.Ordinal))
            Memory(Path.GetDirectoryName(path)!, order.Marker, bag);
        else if (File.ResolveLinkTarget(path, returnFinalTarget: false) is { } target)
            bag.Add(path, target.FullName);
        else if (Directory.Exists(path))
            Walk(path, order, bag);
        else
            Keep(path, File.ReadAllBytes(path), order.Marker, bag, whole: true);
    }

    private static void Walk(string folder, Order order, Bag bag)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        int files = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*", all))
        {
            bag.Add("name", path);
            if (files++ > 200)
                return;
            Try(bag, path, () =>
            {
                if (new FileInfo(path).Length < 8 * 1024 * 1024)
                    Keep(path, File.ReadAllBytes(path), order.Marker, bag, whole: order.Folders.Contains(folder));
            });
        }
    }

    /// <summary>All memory that a process has and that can be written, by its map.</summary>
    private static void Memory(string process, string marker, Bag bag)
    {
        string[] maps = File.ReadAllLines(process + "/maps");
        using FileStream memory = File.OpenRead(process + "/mem");
        foreach (string line in maps.Where(line => line.Contains(" rw", StringComparison.Ordinal)))
        {
            string[] range = line.Split(' ')[0].Split('-');
            long begin = Convert.ToInt64(range[0], 16);
            long length = Convert.ToInt64(range[1], 16) - begin;
            byte[] block = new byte[1024 * 1024];
            for (long at = 0; at < length; at += block.Length - 256)
            {
                int read;
                try
                {
                    memory.Seek(begin + at, SeekOrigin.Begin);
                    read = memory.Read(block, 0, (int)Math.Min(block.Length, length - at));
                }
                catch (IOException)
                {
                    break;
                }

                Keep(process + "/mem", block.AsSpan(0, read), marker, bag, whole: false);
            }
        }
    }

    public static void Keep(string place, ReadOnlySpan<byte> bytes, string marker, Bag bag, bool whole)
    {
        if (whole)
            bag.Add(place, Convert.ToBase64String(bytes[..Math.Min(bytes.Length, 64 * 1024)]));
        foreach (byte[] wanted in new[] { Encoding.UTF8.GetBytes(marker), Encoding.Unicode.GetBytes(marker) })
        {
            ReadOnlySpan<byte> rest = bytes;
            for (int at = rest.IndexOf(wanted); at >= 0; at = rest.IndexOf(wanted))
            {
                bag.Add(place, Convert.ToBase64String(rest.Slice(at, Math.Min(160, rest.Length - at))));
                rest = rest[(at + wanted.Length)..];
            }
        }
    }

    /// <summary>Every static field of every type that is loaded, and what hangs on it, some steps deep.</summary>
    private static void Reflect(Order order, Bag bag)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (Assembly assembly in AssemblyLoadContext.All.SelectMany(context => context.Assemblies))
        {
            bag.Add("assembly", assembly.FullName ?? "");
            Type[] types = [];
            Try(bag, "types", () => types = assembly.GetTypes());
            foreach (Type type in types.Where(type => !type.ContainsGenericParameters && !type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true))
            {
                foreach (FieldInfo field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                    Try(bag, type.Name, () => Look(field.GetValue(null), order, bag, seen, 8));
            }
        }
    }

    private static void Look(object? value, Order order, Bag bag, HashSet<object> seen, int depth)
    {
        if (value is null or Pointer || depth == 0 || seen.Count > 200_000)
            return;

        if (value is string text)
        {
            if (text.Contains(order.Marker, StringComparison.Ordinal))
                bag.Add("reflection", text);
            return;
        }

        if (value is byte[] bytes)
        {
            Keep("reflection", bytes, order.Marker, bag, whole: false);
            return;
        }

        Type type = value.GetType();
        if (type.IsPrimitive || type.IsEnum || value is Type or Assembly or MemberInfo || !seen.Add(value))
            return;

        if (value is Array array && !array.GetType().GetElementType()!.IsPrimitive && array.Rank == 1)
        {
            for (int at = 0; at < Math.Min(array.Length, 1_000); at++)
                Look(array.GetValue(at), order, bag, seen, depth - 1);
            return;
        }

        for (Type? current = type; current is not null && current != typeof(object); current = current.BaseType)
        {
            foreach (FieldInfo field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                    Look(field.GetValue(value), order, bag, seen, depth - 1);
            }
        }
    }

    private static async Task EchoAsync(string path, IProviderChannel channel, Bag bag, CancellationToken cancellationToken)
    {
        // As any module asks; with a credential of its own; and with names of fields where the host may put values in.
        ProviderRequest plain = new() { Method = "GET", Path = path, Query = [new("echo", "headers")] };
        foreach (ProviderRequest request in new[] { plain, plain with { Headers = [new("Authorization", "mine")] }, plain with { Headers = [new("X-Echo", "{apiKey}")], Path = path + "/{apiKey}" } })
        {
            try
            {
                ProviderResponse response = await channel.SendAsync(request, cancellationToken);
                bag.Add(path, Encoding.UTF8.GetString(response.Body.Span));
                foreach ((string name, string value) in response.Headers)
                    bag.Add(path, $"{name}: {value}");
            }
            catch (Exception failure)
            {
                bag.Add(path, failure.ToString());
            }
        }

        // Whatever the channel is, and whatever hangs on it.
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Try(bag, "channel", () => Look(RuntimeHelpers.GetObjectValue(channel), new Order([], "cnry", 0, [], 0, Sell: false, AsError: false), bag, seen, 12));
    }
}
