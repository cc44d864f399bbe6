using System.Text;

namespace IntegrationHost.Console.Templates;

/// <summary>Reads a secret of several lines from a file that an operator names, such as a PEM key or a service account's JSON.</summary>
internal static class SecretFile
{
    /// <summary>Longest file, in bytes.</summary>
    public const int Longest = 64 * 1024;

    /// <summary>Reads a file into a buffer, whose earlier text is wiped. The file is only read.</summary>
    /// <param name="path">Path; <c>~/</c> stands for the home directory.</param>
    /// <param name="into">Where the text goes; empty if it cannot be had.</param>
    /// <returns>Why it cannot be had, without anything of the file; <c>null</c> if it could.</returns>
    public static string? Read(string path, SecretBuffer into)
    {
        into.Clear();
        byte[] bytes = new byte[Longest];
        char[] text = new char[Longest];
        try
        {
            FileInfo file = new(Expand(path.Trim()));
            if (!file.Exists)
                return "there is no such file";
            // A pipe or a device has no length, and reading one could wait for ever.
            if (file.Length is 0 or > Longest)
                return file.Length == 0 ? "the file is empty, or no ordinary file" : "the file is longer than 64 KiB";
            using FileStream stream = file.OpenRead();
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            int count = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetChars(bytes, 0, length, text, 0);
            into.AppendPasted(text.AsSpan(0, count));
            return into.Length > 0 ? null : "the file holds nothing but blanks";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return failure is DecoderFallbackException ? "the file is no text" : "the file cannot be read: look at its path and its permissions";
        }
        finally
        {
            Array.Clear(bytes);
            Array.Clear(text);
        }
    }

    /// <summary>A path with the home directory in the place of <c>~/</c>.</summary>
    public static string Expand(string path) => path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
        : path;
}
