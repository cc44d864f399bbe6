using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace IntegrationHost.Canaries;

/// <summary>Searches bytes for planted secrets: all secrets, all encodings and all of their fragments in one pass over each view of the bytes.</summary>
/// <remarks>
/// Any leak is at least twelve bytes long, so that one of every seven places has four bytes of it: only these are looked up, and what is found is then measured to
/// both sides. Of the longer encodings fewer places need to be known. Case counts nowhere.
/// </remarks>
public sealed class CanaryScanner
{
    private const int Stride = 7;
    private const int Gram = 4;
    private const int FilterBits = 24;
    private const int Deepest = 3;

    private readonly List<(Canary Canary, string Encoding, byte[] Bytes, int Run)> sources = [];
    private readonly Dictionary<uint, List<(int Source, int Offset)>> places = [];
    private readonly ulong[] filter = new ulong[(1 << FilterBits) / 64];
    private readonly Dictionary<string, long> scanned = new(StringComparer.Ordinal);
    private readonly List<CanaryHit> hits = [];

    /// <summary>Prepares for these secrets.</summary>
    public CanaryScanner(IEnumerable<Canary> canaries)
    {
        ArgumentNullException.ThrowIfNull(canaries);
        foreach (Canary canary in canaries)
        {
            foreach ((string name, byte[] bytes, int run) in CanaryEncodings.Of(canary))
                Add(canary, name, Fold(bytes), run);
        }
    }

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<CanaryHit> Hits => hits;

    /// <summary>Bytes looked at per channel.</summary>
    public IReadOnlyDictionary<string, long> Scanned => scanned;

    /// <summary>Looks through a text.</summary>
    public IReadOnlyList<CanaryHit> Scan(string channel, string text) => Scan(channel, Encoding.UTF8.GetBytes(text));

    /// <summary>Looks through bytes, and through what is packed in them.</summary>
    /// <returns>What was found in them.</returns>
    public IReadOnlyList<CanaryHit> Scan(string channel, ReadOnlySpan<byte> bytes)
    {
        scanned[channel] = scanned.GetValueOrDefault(channel) + bytes.Length;
        HashSet<CanaryHit> found = [];
        ScanViews(channel, bytes.ToArray(), found, depth: 0);
        hits.AddRange(found);
        return [.. found];
    }

    /// <summary>Looks through every file below a directory, also those that another process has open.</summary>
    public void ScanFiles(string channel, string directory, Func<string, bool>? skip = null)
    {
        foreach (string path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            if ((File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.ReparsePoint)) != 0 || path.EndsWith(".sock", StringComparison.Ordinal) || path.EndsWith(".lock", StringComparison.Ordinal) || skip?.Invoke(path) == true)
                continue;
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] content = new byte[stream.Length];
            int read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            Scan(channel, content.AsSpan(0, read));
        }
    }

    private static byte[] Fold(ReadOnlySpan<byte> bytes)
    {
        byte[] folded = bytes.ToArray();
        for (int index = 0; index < folded.Length; index++)
        {
            byte value = folded[index];
            folded[index] = (uint)(value - 'A') <= 'Z' - 'A' ? (byte)(value | 0x20) : value;
        }

        return folded;
    }

    private void Add(Canary canary, string encoding, byte[] bytes, int run)
    {
        // A short secret leaks whole or not at all.
        int source = sources.Count;
        sources.Add((canary, encoding, bytes, Math.Min(run, bytes.Length)));
        // So many looks fall into a run of this length; one of them falls on each such offset, since seven shares no factor with them.
        int looks = Math.Max(1, (sources[source].Run - 3) / Stride);
        looks -= looks % Stride == 0 ? 1 : 0;
        for (int offset = 0; offset + Gram <= bytes.Length; offset += looks)
        {
            uint gram = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));
            if (!places.TryGetValue(gram, out List<(int, int)>? list))
                places[gram] = list = [];
            list.Add((source, offset));
            uint bit = Hash(gram);
            filter[bit / 64] |= 1UL << (int)(bit % 64);
        }
    }

    private static uint Hash(uint gram) => (gram * 2654435761) >> (32 - FilterBits);

    private void ScanViews(string channel, byte[] bytes, HashSet<CanaryHit> found, int depth)
    {
        byte[] folded = Fold(bytes);
        ScanFolded(channel, folded, found);
        if (ByteViews.Squeeze(folded) is { } squeezed)
            ScanFolded(channel, squeezed, found);
        if (depth >= Deepest)
            return;
        foreach (byte[] inner in ByteViews.Unpack(bytes))
            ScanViews(channel, inner, found, depth + 1);
    }

    private void ScanFolded(string channel, ReadOnlySpan<byte> bytes, HashSet<CanaryHit> found)
    {
        ref byte begin = ref MemoryMarshal.GetReference(bytes);
        for (int at = 0; at + Gram <= bytes.Length; at += Stride)
        {
            uint gram = System.Runtime.CompilerServices.Unsafe.ReadUnaligned<uint>(ref System.Runtime.CompilerServices.Unsafe.Add(ref begin, at));
            uint bit = Hash(gram);
            if ((filter[bit / 64] & (1UL << (int)(bit % 64))) != 0 && places.TryGetValue(gram, out List<(int Source, int Offset)>? candidates))
                Measure(channel, bytes, at, candidates, found);
        }
    }

    private void Measure(string channel, ReadOnlySpan<byte> bytes, int at, List<(int Source, int Offset)> candidates, HashSet<CanaryHit> found)
    {
        foreach ((int source, int offset) in candidates)
        {
            (Canary canary, string encoding, byte[] wanted, int run) = sources[source];
            int before = bytes[..at].CommonSuffix(wanted.AsSpan(0, offset));
            int after = bytes[at..].CommonPrefixLength(wanted.AsSpan(offset));
            if (before + after >= run)
                found.Add(new CanaryHit(channel, canary.Path, encoding));
        }
    }
}
