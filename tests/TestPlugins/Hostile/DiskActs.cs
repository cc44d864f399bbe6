namespace TestPlugins;

/// <summary>What a plugin can do to the one directory that it may write, and with that to whoever cleans up after it.</summary>
internal static class DiskActs
{
    private const int Deep = 1_900;

    private static string Home => Environment.GetEnvironmentVariable("HOME")!;

    public static async Task<string> RunAsync(string act)
    {
        switch (act)
        {
            case "deep directories":
                // As deep as a path can be; then it goes, and leaves them to the host.
                Deepen();
                Environment.Exit(0);
                return "still here";
            case "deep directories, waiting":
                Deepen();
                await Task.Delay(Timeout.Infinite);
                return "still here";
            case "closed directories":
                // Nobody may look into them who does not first make himself room.
                Directory.CreateDirectory(Path.Combine(Home, "open"));
                Directory.CreateDirectory(Path.Combine(Home, "open", "closed"), UnixFileMode.None);
                new FileStream(Path.Combine(Home, "open", "file"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.None }).Dispose();
                Environment.Exit(0);
                return "still here";
            case "links":
                // To what the host has, and to itself.
                File.CreateSymbolicLink(Path.Combine(Home, "root"), "/");
                File.CreateSymbolicLink(Path.Combine(Home, "self"), Home);
                Environment.Exit(0);
                return "still here";
            case "many directories":
                for (int number = 0; ; number++)
                {
                    Directory.CreateDirectory(Path.Combine(Home, $"{number}"));
                    if (number % 100 == 0)
                        await Task.Delay(1);
                }

            case "files that come and go":
                // Each look of the host finds something that is gone by then.
                byte[] block = new byte[8 * 1024 * 1024];
                for (int number = 0; ; number++)
                {
                    await File.WriteAllBytesAsync(Path.Combine(Home, $"{number}"), block);
                    for (int passing = 0; passing < 20; passing++)
                    {
                        string path = Path.Combine(Home, $"passing-{passing}");
                        await File.WriteAllTextAsync(path, "");
                        File.Delete(path);
                    }
                }

            default:
                return await PipeActs.RunAsync(act);
        }
    }

    private static void Deepen()
    {
        // The whole path is too long for the system's calls from some depth on; going down step by step there is none.
        string path = Home;
        while (path.Length < 4_000 && path.Length < 2 * Deep)
        {
            path = Path.Combine(path, "d");
            Directory.CreateDirectory(path);
        }
    }
}
