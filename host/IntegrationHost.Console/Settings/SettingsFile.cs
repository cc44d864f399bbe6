using System.Text.Json;

namespace IntegrationHost.Console.Settings;

/// <summary>Reads and writes the file of the settings.</summary>
internal static class SettingsFile
{
    private const long Largest = 1_000_000;

    /// <summary>The content; <c>null</c> if there is no file yet, or if it cannot be read.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="problem">Why it could not be read, with the next step.</param>
    public static SettingsDocument? Read(string path, out string? problem)
    {
        problem = null;
        try
        {
            FileInfo file = new(path);
            if (!file.Exists)
                return null;
            if (file.Length > Largest)
            {
                problem = $"{path} is too large to be the console's settings: move it away.";
                return null;
            }

            using FileStream stream = file.OpenRead();
            return JsonSerializer.Deserialize(stream, SettingsJsonContext.Default.SettingsDocument);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            problem = $"{path} cannot be read, so that saved filters are not there: mend it or move it away.";
            return null;
        }
    }

    /// <summary>Writes the content beside the file and then puts it in its place, so that it is never half written.</summary>
    /// <returns>Why it could not be written; <c>null</c> if it was.</returns>
    public static string? Write(string path, SettingsDocument document)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            string beside = $"{path}.{Environment.ProcessId}.new";
            File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(document, SettingsJsonContext.Default.SettingsDocument));
            File.Move(beside, path, overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be written: see who may write there.";
        }
    }
}
