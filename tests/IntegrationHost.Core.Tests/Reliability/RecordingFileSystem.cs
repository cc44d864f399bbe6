using System.Runtime.InteropServices;

namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>
/// A file system for SQLite (a "VFS") over the platform's own: it passes every call on and records writes, truncations, flushes and deletions in their order.
/// It can also refuse writes: a disk that is full, or read-only. So what SQLite asks of a disk is seen exactly, on every machine, without tracing a process.
/// </summary>
internal sealed class RecordingFileSystem : IDisposable
{
    private const int VfsSize = 22 * 8;
    private const int NameOffset = 24, OpenOffset = 40, DeleteOffset = 48;
    private const int MethodsSize = 19 * 8;
    private const int CloseOffset = 8, WriteOffset = 24, TruncateOffset = 32, SyncOffset = 40;
    private const int Full = 13, ReadOnly = 8;

    private static int count;

    private readonly Lock gate = new();
    private readonly Dictionary<nint, (string Path, nint Methods)> files = [];
    private readonly Dictionary<nint, nint> tables = [];
    private readonly Dictionary<string, long> sizes = new(StringComparer.Ordinal);
    private readonly List<DiskOperation> operations = [];
    private readonly Delegate[] kept;
    private readonly nint vfs;
    private readonly OpenCall realOpen;
    private readonly DeleteCall realDelete;

    public RecordingFileSystem()
    {
        Name = $"recording-{Interlocked.Increment(ref count)}";
        nint real = FindVfs(null);
        vfs = Marshal.AllocHGlobal(VfsSize);
        byte[] bytes = new byte[VfsSize];
        Marshal.Copy(real, bytes, 0, VfsSize);
        Marshal.Copy(bytes, 0, vfs, VfsSize);
        realOpen = Marshal.GetDelegateForFunctionPointer<OpenCall>(Marshal.ReadIntPtr(real, OpenOffset));
        realDelete = Marshal.GetDelegateForFunctionPointer<DeleteCall>(Marshal.ReadIntPtr(real, DeleteOffset));
        OpenCall open = Open;
        DeleteCall delete = Delete;
        CloseCall close = Close;
        WriteCall write = Write;
        TruncateCall truncate = Truncate;
        SyncCall sync = Sync;
        kept = [open, delete, close, write, truncate, sync];
        Marshal.WriteIntPtr(vfs, NameOffset, Marshal.StringToCoTaskMemUTF8(Name));
        Marshal.WriteIntPtr(vfs, OpenOffset, Marshal.GetFunctionPointerForDelegate(open));
        Marshal.WriteIntPtr(vfs, DeleteOffset, Marshal.GetFunctionPointerForDelegate(delete));
        Assert.Equal(0, RegisterVfs(vfs, 0));
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OpenCall(nint vfs, nint name, nint file, int flags, nint outFlags);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int DeleteCall(nint vfs, nint name, int syncDirectory);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int CloseCall(nint file);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int WriteCall(nint file, nint data, int amount, long offset);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int TruncateCall(nint file, long size);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SyncCall(nint file, int flags);

    /// <summary>Name to open a database with.</summary>
    public string Name { get; }

    /// <summary>How many more bytes the disk takes; negative for any number.</summary>
    public long FreeBytes { get; set; } = -1;

    /// <summary>Whether every write is refused as on a read-only disk.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>What was asked of the disk so far.</summary>
    public IReadOnlyList<DiskOperation> Operations
    {
        get
        {
            lock (gate)
                return [.. operations];
        }
    }

    /// <summary>Notes in the record that a caller was told of success.</summary>
    public void Acknowledge(object what) => Add(new DiskOperation("", DiskOperationKind.Acknowledge, 0, null, what));

    public void Dispose() => _ = UnregisterVfs(vfs);

    private int Open(nint self, nint name, nint file, int flags, nint outFlags)
    {
        int result = realOpen(self, name, file, flags, outFlags);
        nint methods = Marshal.ReadIntPtr(file);
        if (result != 0 || methods == 0 || name == 0)
            return result;

        string path = Marshal.PtrToStringUTF8(name)!;
        lock (gate)
        {
            if (!tables.TryGetValue(methods, out nint ours))
                tables[methods] = ours = Wrap(methods);
            files[file] = (path, methods);
            sizes[path] = File.Exists(path) ? new FileInfo(path).Length : 0;
            Marshal.WriteIntPtr(file, ours);
        }

        return result;
    }

    private nint Wrap(nint methods)
    {
        nint ours = Marshal.AllocHGlobal(MethodsSize);
        byte[] bytes = new byte[MethodsSize];
        Marshal.Copy(methods, bytes, 0, MethodsSize);
        Marshal.Copy(bytes, 0, ours, MethodsSize);
        Marshal.WriteIntPtr(ours, CloseOffset, Marshal.GetFunctionPointerForDelegate((CloseCall)kept[2]));
        Marshal.WriteIntPtr(ours, WriteOffset, Marshal.GetFunctionPointerForDelegate((WriteCall)kept[3]));
        Marshal.WriteIntPtr(ours, TruncateOffset, Marshal.GetFunctionPointerForDelegate((TruncateCall)kept[4]));
        Marshal.WriteIntPtr(ours, SyncOffset, Marshal.GetFunctionPointerForDelegate((SyncCall)kept[5]));
        return ours;
    }

    private int Delete(nint self, nint name, int syncDirectory)
    {
        Add(new DiskOperation(Marshal.PtrToStringUTF8(name)!, DiskOperationKind.Delete, syncDirectory, null, null));
        return realDelete(self, name, syncDirectory);
    }

    private int Close(nint file)
    {
        nint methods;
        lock (gate)
        {
            methods = files[file].Methods;
            files.Remove(file);
        }

        Marshal.WriteIntPtr(file, methods);
        return Real<CloseCall>(methods, CloseOffset)(file);
    }

    private int Write(nint file, nint data, int amount, long offset)
    {
        (string path, nint methods) = Find(file);
        lock (gate)
        {
            if (IsReadOnly)
                return ReadOnly;
            long growth = Math.Max(0, offset + amount - sizes.GetValueOrDefault(path));
            if (FreeBytes >= 0 && growth > FreeBytes)
                return Full;
            if (FreeBytes >= 0)
                FreeBytes -= growth;
            sizes[path] = sizes.GetValueOrDefault(path) + growth;
        }

        byte[] bytes = new byte[amount];
        Marshal.Copy(data, bytes, 0, amount);
        Add(new DiskOperation(path, DiskOperationKind.Write, offset, bytes, null));
        return Real<WriteCall>(methods, WriteOffset)(file, data, amount, offset);
    }

    private int Truncate(nint file, long size)
    {
        (string path, nint methods) = Find(file);
        lock (gate)
            sizes[path] = size;
        Add(new DiskOperation(path, DiskOperationKind.Truncate, size, null, null));
        return Real<TruncateCall>(methods, TruncateOffset)(file, size);
    }

    private int Sync(nint file, int flags)
    {
        (string path, nint methods) = Find(file);
        int result = Real<SyncCall>(methods, SyncOffset)(file, flags);
        Add(new DiskOperation(path, DiskOperationKind.Sync, 0, null, null));
        return result;
    }

    private (string Path, nint Methods) Find(nint file)
    {
        lock (gate)
            return files[file];
    }

    private void Add(DiskOperation operation)
    {
        lock (gate)
            operations.Add(operation);
    }

    private static T Real<T>(nint methods, int offset) => Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(methods, offset));

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", CallingConvention = CallingConvention.Cdecl)]
    private static extern nint FindVfs([MarshalAs(UnmanagedType.LPUTF8Str)] string? name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register", CallingConvention = CallingConvention.Cdecl)]
    private static extern int RegisterVfs(nint vfs, int makeDefault);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_unregister", CallingConvention = CallingConvention.Cdecl)]
    private static extern int UnregisterVfs(nint vfs);
}
