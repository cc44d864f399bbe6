namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>
/// What a disk may hold when the power goes: what was flushed is there; of what was not, anything may be: each write wholly, not at all, or some of its
/// sectors of 512 bytes. A process that is killed loses nothing of it, since the kernel has it.
/// </summary>
internal sealed class CrashImage
{
    private const int Sector = 512;

    private readonly Dictionary<string, byte[]> durable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DiskOperation>> pending = new(StringComparer.Ordinal);

    /// <summary>Begins with what lies on the disk already.</summary>
    public CrashImage(IEnumerable<string> paths)
    {
        foreach (string path in paths.Where(File.Exists))
            durable[path] = File.ReadAllBytes(path);
    }

    public void Apply(DiskOperation operation)
    {
        if (operation.Kind == DiskOperationKind.Acknowledge)
            return;
        if (!pending.TryGetValue(operation.Path, out List<DiskOperation>? waiting))
            pending[operation.Path] = waiting = [];
        if (operation.Kind != DiskOperationKind.Sync)
            waiting.Add(operation);
        if (operation.Kind == DiskOperationKind.Sync || operation is { Kind: DiskOperationKind.Delete, Offset: not 0 })
        {
            Set(operation.Path, Play(durable.GetValueOrDefault(operation.Path), waiting));
            waiting.Clear();
        }
    }

    /// <summary>The files if nothing that was not flushed is there.</summary>
    public Dictionary<string, byte[]> Flushed() => new(durable, StringComparer.Ordinal);

    /// <summary>The files if everything is there: the process was killed, the machine goes on.</summary>
    public Dictionary<string, byte[]> Everything() => Build(operations => operations);

    /// <summary>The files if a part of what was not flushed is there.</summary>
    public Dictionary<string, byte[]> Some(Random random) => Build(operations => [.. operations.Where(_ => random.Next(2) == 0).SelectMany(operation => Tear(operation, random))]);

    private Dictionary<string, byte[]> Build(Func<List<DiskOperation>, List<DiskOperation>> choose)
    {
        Dictionary<string, byte[]> files = new(durable, StringComparer.Ordinal);
        foreach ((string path, List<DiskOperation> operations) in pending)
        {
            if (Play(durable.GetValueOrDefault(path), choose(operations)) is { } content)
                files[path] = content;
            else
                files.Remove(path);
        }

        return files;
    }

    private static IEnumerable<DiskOperation> Tear(DiskOperation operation, Random random)
    {
        if (operation.Data is not { Length: > Sector } data || random.Next(3) != 0)
            return [operation];
        return Enumerable.Range(0, (data.Length + Sector - 1) / Sector).Where(_ => random.Next(2) == 0)
            .Select(sector => operation with { Offset = operation.Offset + (sector * Sector), Data = data[(sector * Sector)..Math.Min(data.Length, (sector + 1) * Sector)] });
    }

    private void Set(string path, byte[]? content)
    {
        if (content is null)
            durable.Remove(path);
        else
            durable[path] = content;
    }

    private static byte[]? Play(byte[]? content, List<DiskOperation> operations)
    {
        if (operations.Count == 0)
            return content;
        MemoryStream? file = null;
        if (content is not null)
            (file = new MemoryStream()).Write(content);
        foreach (DiskOperation operation in operations)
        {
            if (operation.Kind == DiskOperationKind.Delete)
            {
                file = null;
                continue;
            }

            file ??= new MemoryStream();
            if (operation.Kind == DiskOperationKind.Truncate)
            {
                file.SetLength(operation.Offset);
                continue;
            }

            file.Position = operation.Offset;
            file.Write(operation.Data!);
        }

        return file?.ToArray();
    }
}
