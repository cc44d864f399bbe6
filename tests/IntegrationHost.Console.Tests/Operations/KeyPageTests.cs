using System.Net;
using IntegrationHost.Client;
using IntegrationHost.Console.Tests.Fakes;
using IntegrationHost.Console.Tests.Screens;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Operations;

public sealed class KeyPageTests
{
    [Fact]
    public async Task SealedStore_AsksForTheKeyAndOpens()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        host.SealedReason = "It needs a passphrase.";
        using Screen screen = await Screen.ReadyAsync(host, time);
        string asked = screen.Text;
        Assert.Contains("THE STORE IS SEALED", asked, StringComparison.Ordinal);
        Assert.Contains("! SEALED", asked, StringComparison.Ordinal);
        Snapshot.Match("Unseal-120x36", asked);

        screen.App.RaisePasteEvent("wrong");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("x no slot opens with it");
        screen.Press(Key.U.WithCtrl);
        screen.App.RaisePasteEvent(FakeHost.Passphrase);
        Assert.DoesNotContain(FakeHost.Passphrase, screen.Text, StringComparison.Ordinal);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("✔ unsealed");
        await screen.RefreshAsync();
        Assert.Contains("LIVE", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("THE STORE IS SEALED", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_OfATokenThatMayNotSeeThem_SaySoOnceAndClaimNothing()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        host.Before = call => call == "slots"
            ? throw new HostApiException(HttpStatusCode.Forbidden, "The token lacks the scope vault:admin. Use one that has it.", new Dictionary<string, IReadOnlyList<string>>())
            : Task.CompletedTask;
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("7");
        string page = await screen.UntilAsync("x The token lacks the scope vault:admin.");
        Assert.Contains("not read", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0 ways", page, StringComparison.Ordinal);
        // Each denial is an event of the trail: what the page does by itself makes none.
        await screen.RefreshAsync();
        await screen.RefreshAsync();
        Assert.Single(host.Calls, "slots");
        // Whoever opens it again asks again.
        host.Before = _ => Task.CompletedTask;
        screen.Type("87");
        await screen.UntilAsync("ways to unlock");
    }

    [Fact]
    public async Task SealedStore_LeftAlone_IsNotAskedForAgainUntilWanted()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        host.SealedReason = "It needs a passphrase.";
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Press(Key.Esc);
        await screen.RefreshAsync();
        Assert.DoesNotContain("THE STORE IS SEALED", screen.Text, StringComparison.Ordinal);
        screen.Type(":unseal");
        screen.Press(Key.Enter);
        await screen.UntilAsync("THE STORE IS SEALED");
        // Somebody else unseals it.
        host.SealedReason = null;
        await screen.RefreshAsync();
        Assert.DoesNotContain("THE STORE IS SEALED", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecoveryCode_IsShownOnceAndLeavesNoTrace()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("7");
        await screen.UntilAsync("seals and opens");
        screen.Type("n");
        await screen.UntilAsync("ADD A WAY TO UNLOCK");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync(FakeHost.RecoveryCode);
        // The table behind the dialog is read anew meanwhile.
        Snapshot.Match("RecoveryCode-120x36", await screen.UntilAsync("3 ways to unlock"));
        screen.Press(Key.Esc);
        await screen.UntilAsync("it is not shown again");
        Assert.DoesNotContain("CANARY", screen.Text + screen.Ansi, StringComparison.Ordinal);
        Assert.Contains("recovery-3", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passphrases_ThatDiffer_AreNotSent()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("7");
        await screen.UntilAsync("seals and opens");
        screen.Type("n");
        await screen.UntilAsync("ADD A WAY TO UNLOCK");
        screen.Press(Key.CursorRight, Key.Tab);
        screen.Type("one-EXAMPLE");
        screen.Press(Key.Tab);
        screen.Type("two-EXAMPLE");
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("the two passphrases differ");
        Assert.DoesNotContain("add slot passphrase", host.Calls);
    }

    [Fact]
    public async Task Rotation_IsAJobWithProgress()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("7");
        await screen.UntilAsync("seals and opens");
        screen.Type("t");
        await screen.UntilAsync("3/9");
        await screen.UntilAsync(
            text =>
            {
                time.Advance(TimeSpan.FromMilliseconds(250));
                return text.Contains("Every secret is under data key 2.", StringComparison.Ordinal);
            },
            "the end of the rotation");
        Assert.Contains("9/9", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.Esc);
        await screen.UntilAsync("- only opens");
        screen.Type("x");
        await screen.UntilAsync("DESTROY · data key 1");
        screen.Press(Key.Enter);
        Assert.DoesNotContain("destroy 1", host.Calls);
        screen.Type("xy");
        await screen.UntilAsync("data key 1 is destroyed");
    }

    [Fact]
    public async Task LastWayToUnlock_IsNotRemovedAndToldWhy()
    {
        FixedTime time = new();
        FakeHost host = SampleOperations.Make(time);
        host.Slots.RemoveAt(1);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("7");
        await screen.UntilAsync("One way to unlock is one loss away from none");
        screen.Press(Key.Delete);
        await screen.UntilAsync("It is the last way to unlock: the host will refuse.");
        screen.Type("y");
        await screen.UntilAsync("x It is the last way to unlock the store. Add another one first.");
    }

    [Fact]
    public async Task Backup_IsAFileOfTheOperatorsAlone()
    {
        string directory = Directory.CreateTempSubdirectory("ih-console-").FullName;
        try
        {
            FixedTime time = new();
            FakeHost host = SampleOperations.Make(time);
            using Screen screen = await Screen.ReadyAsync(host, time);
            screen.Type("7");
            await screen.UntilAsync("seals and opens");
            screen.Type("b");
            await screen.UntilAsync("BACK UP");
            screen.Press(Key.U.WithCtrl);
            string path = Path.Combine(directory, "made.backup");
            screen.Type(path);
            screen.Press(Key.S.WithCtrl);
            await screen.UntilAsync("The store is backed up.");
            Assert.Equal(4096, new FileInfo(path).Length);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal([path], Directory.GetFiles(directory));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
