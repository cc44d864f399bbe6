using System.Reflection;

namespace IntegrationHost.Console.Tests.Screens;

/// <summary>Compares a frame with a stored one. <c>UPDATE_SNAPSHOTS=1</c> rewrites what is stored; a missing one is a failure.</summary>
internal static class Snapshot
{
    private static readonly string Directory = typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "SnapshotDirectory").Value!;

    public static void Match(string name, string frame)
    {
        string actual = string.Join('\n', frame.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())) + "\n";
        string path = Path.Combine(Directory, $"{name}.snap");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            System.IO.Directory.CreateDirectory(Directory);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"Snapshots/{name}.snap is missing: run the tests with UPDATE_SNAPSHOTS=1 and look at what they wrote.");
        string stored = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (stored != actual)
            File.WriteAllText($"{path}.received", actual);
        Assert.Equal(stored, actual);
    }
}
