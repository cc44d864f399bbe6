using IntegrationHost.Core.Plugins.Workers;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>Homes of workers: whose they are, and who removes them.</summary>
public sealed class WorkerHomesTests
{
    [Fact]
    public void Left_ByAHostThatIsGone_IsRemoved_AndThatOfOneThatRunsStays()
    {
        string own = WorkerHomes.New();
        string left = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "integration-workers-" + Guid.NewGuid().ToString("N"))).FullName;
        File.WriteAllText(Path.Combine(left, "host.lock"), "");
        Directory.CreateDirectory(Path.Combine(left, "home", "inner"));
        string other = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "integration-workers-" + Guid.NewGuid().ToString("N"))).FullName;
        using (new FileStream(Path.Combine(other, "host.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            WorkerHomes.RemoveLeft();

            Assert.False(Directory.Exists(left));
            Assert.True(Directory.Exists(own));
            Assert.True(Directory.Exists(other));
        }

        WorkerHomes.RemoveLeft();
        Assert.False(Directory.Exists(other));
        WorkerHomes.Remove(own);
    }

    [Fact]
    public void Remove_FollowsNoLink()
    {
        if (OperatingSystem.IsWindows())
            return;
        using TestDirectory outside = new();
        string kept = Path.Combine(outside.Root, "kept");
        File.WriteAllText(kept, "x");
        string home = WorkerHomes.New();
        File.CreateSymbolicLink(Path.Combine(home, "out"), outside.Root);
        File.CreateSymbolicLink(Path.Combine(home, "file"), kept);
        Directory.CreateDirectory(Path.Combine(home, "inner"));
        File.CreateSymbolicLink(Path.Combine(home, "inner", "out"), outside.Root);

        WorkerHomes.Remove(home);

        Assert.False(Directory.Exists(home));
        Assert.True(File.Exists(kept));
    }

    /// <summary>The thread that removes homes has a small stack, and takes what a plugin left there.</summary>
    [Fact]
    public void Remove_OfTheDeepestDirectory_NeedsNoStack()
    {
        string home = WorkerHomes.New();
        string path = home;
        while (path.Length < 3_900)
            path = Directory.CreateDirectory(Path.Combine(path, "d")).FullName;
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => WorkerHomes.Remove(home)), maxStackSize: 256 * 1024);

        thread.Start();
        thread.Join();

        Assert.Null(failure);
        Assert.False(Directory.Exists(home));
    }

    [Fact]
    public void IsOver_CountsDirectoriesAndDepth()
    {
        using var home = new WorkerHome();
        Assert.False(home.IsOver(1000, 10));
        for (int number = 0; number < 11; number++)
            Directory.CreateDirectory(Path.Combine(home.Path, $"{number}"));
        Assert.True(home.IsOver(1000, 10));
        Assert.False(home.IsOver(1000, 20));
        string path = home.Path;
        for (int depth = 0; depth < 40; depth++)
            path = Path.Combine(path, "d");
        Directory.CreateDirectory(path);
        Assert.True(home.IsOver(1000, 1000));
    }
}
