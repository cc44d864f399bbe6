using System.Text;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>Looks for planted secrets in everything that was printed and every file that was left, in the encodings they could hide in.</summary>
internal static class CanarySearch
{
    public static void AssertAbsent(IReadOnlyList<string> secrets, IEnumerable<string> outputs, string directory)
    {
        List<(string Place, byte[] Bytes)> haystacks = [.. outputs.Select((text, index) => ($"output {index}", Encoding.UTF8.GetBytes(text)))];
        haystacks.AddRange(Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(path => (File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.ReparsePoint)) == 0 && !path.EndsWith(".sock", StringComparison.Ordinal))
            .Select(path => (Path.GetRelativePath(directory, path), File.ReadAllBytes(path))));
        Assert.True(haystacks.Sum(haystack => (long)haystack.Bytes.Length) > 10_000, "The search saw next to nothing; it proves nothing.");

        foreach (string secret in secrets)
        {
            // The positive control: the search must find the secret where it was put on purpose, in each encoding.
            foreach (byte[] needle in Encodings(secret))
            {
                byte[] planted = [.. "before"u8, .. needle, .. "after"u8];
                Assert.True(planted.AsSpan().IndexOf(needle) == 6, "The search misses a planted secret.");
                foreach ((string place, byte[] bytes) in haystacks)
                {
                    Assert.True(bytes.AsSpan().IndexOf(needle) < 0, $"A planted secret stands in {place}.");
                }
            }
        }
    }

    private static IEnumerable<byte[]> Encodings(string secret)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(secret);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(secret);
        yield return Encoding.BigEndianUnicode.GetBytes(secret);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(utf8));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8));
        yield return Encoding.UTF8.GetBytes(Uri.EscapeDataString(secret));
        for (int offset = 0; offset < 3; offset++)
        {
            // Base64 has three alignments; the middle of each is what the secret alone decides.
            string text = Convert.ToBase64String([.. new byte[offset], .. utf8]);
            yield return Encoding.ASCII.GetBytes(text[4..^8]);
        }

        yield return utf8[^16..];
    }
}
