using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Permissions;
using IntegrationHost.Console.Prompts;
using IntegrationHost.Console.Templates;
using IntegrationHost.Console.Tests.Fakes;

namespace IntegrationHost.Console.Tests.Accounts;

public sealed class AccountCommandTests
{
    [Fact]
    public async Task Verify_OfTheMarked_IsAJobThatTellsEachAndCanBeShownAgain()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("a", "t");
        JobModel shown = Assert.IsType<JobModel>(sample.Model.Overlay);
        sample.Press("Esc");
        Assert.Null(sample.Model.Overlay);
        await sample.UntilAsync(() => shown.Job.State == JobState.Done, "the end of the job");

        Assert.Equal(8, Assert.Single(sample.Host.Runs).Length);
        Assert.Equal("8 of 8 tested: 7 valid, 1 not tested.", shown.Job.Summary);
        Assert.Equal(1, shown.Job.Lines.Count(line => line.State == StepState.Failed));
        Assert.Contains("VERIFY 8 ACCOUNTS: 8 of 8 tested", sample.Model.Toast!.Text, StringComparison.Ordinal);
        sample.Press("J");
        Assert.Same(shown.Job, Assert.IsType<JobModel>(sample.Model.Overlay).Job);
    }

    [Fact]
    public async Task Verify_WhoseEventsBreakOff_GoesOnWhereItWas()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Host.BreakOffs = 3;
        sample.Press("a", "t");
        Job job = sample.Model.Jobs[0];
        await sample.UntilAsync(
            () =>
            {
                sample.Time.Advance(TimeSpan.FromSeconds(1));
                return job.State != JobState.Running;
            },
            "the end of the job");
        Assert.Equal((JobState.Done, 8, 8), (job.State, job.Done, job.Lines.Count));
        Assert.Single(sample.Host.Runs);
    }

    [Fact]
    public async Task Verify_Cancelled_TellsTheHostAndResumesWithWhatIsLeft()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        TaskCompletionSource hold = new();
        int tests = 0;
        sample.Host.Before = call => call == "verify" && Interlocked.Increment(ref tests) > 2 ? hold.Task : Task.CompletedTask;
        sample.Press("a", "t");
        Job job = sample.Model.Jobs[0];
        await sample.UntilAsync(() => job.Done == 3, "three outcomes, of which one could not be tested");
        sample.Press("x");
        await sample.UntilAsync(() => job.State == JobState.Cancelled, "the cancel");
        Assert.Contains("cancel run", sample.Host.Calls);
        hold.SetResult();
        sample.Press("R");
        Job rest = sample.Model.Jobs[1];
        await sample.UntilAsync(() => rest.State == JobState.Done, "the rest");
        Assert.Equal(5, sample.Host.Runs[1].Length);
        Assert.Empty(sample.Host.Runs[1].Intersect(sample.Host.Runs[0].Take(3)));
    }

    [Fact]
    public async Task Delete_OfSeveral_WantsTheirNumberAndIsUndoneWithItsLinks()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Type("/openai");
        sample.Press("Enter", "Space", "Esc");
        sample.Type("/stripe");
        sample.Press("Enter", "Space", "Esc", "Del");
        DeleteAccountModel question = Assert.IsType<DeleteAccountModel>(sample.Model.Overlay);
        Assert.Equal(2, question.Accounts.Count);
        sample.Press("Enter");
        Assert.DoesNotContain("delete", sample.Host.Calls);
        sample.Press("2", "Enter");
        await sample.UntilAsync(() => sample.Model.Overlay is null, "the delete");
        Assert.Contains("2 accounts are deleted; u undoes it", sample.Model.Toast!.Text, StringComparison.Ordinal);
        await sample.RefreshAsync();
        Assert.Equal(6, sample.Model.Accounts.Total);

        sample.Press("u");
        await sample.UntilAsync(() => sample.Model.Toast!.Text.Contains("are back", StringComparison.Ordinal), "the undo");
        await sample.RefreshAsync();
        Assert.Equal(8, sample.Model.Accounts.Total);
        Assert.Equal(2, sample.Model.Feed.Data!.Coverage.Items.Count(item => item.AccountId == "a1"));
    }

    [Fact]
    public async Task Delete_Undone_PutsTheCursorBack()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("j", "j");
        string id = sample.Model.Accounts.Table.Selected!.Id;
        sample.Press("Del", "y");
        await sample.UntilAsync(() => sample.Model.Overlay is null, "the delete");
        await sample.RefreshAsync();
        Assert.NotEqual(id, sample.Model.Accounts.Table.Selected!.Id);
        sample.Press("u");
        await sample.UntilAsync(() => sample.Model.Toast!.Text.Contains("is back", StringComparison.Ordinal), "the undo");
        Assert.Equal(id, sample.Model.Accounts.Table.Selected!.Id);
    }

    [Fact]
    public async Task Edit_SendsNameAndEnvironment_ShowsARefusalAtItsFieldAndCanBeUndone()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("E");
        PromptModel form = Assert.IsType<PromptModel>(sample.Model.Overlay);
        form.Fields[0].Text = "bad name";
        sample.Press("Enter");
        await sample.UntilAsync(() => !form.Working, "the refusal");
        Assert.Equal("cannot hold this word", form.Fields[0].Problem);
        form.Fields[0].Text = "GITHUB_MAIN";
        form.Fields[1].Text = "staging";
        sample.Press("Enter");
        await sample.UntilAsync(() => sample.Model.Overlay is null, "the change");
        AccountSummary changed = await sample.Host.GetAccountAsync("a4", TestContext.Current.CancellationToken);
        Assert.Equal(("GITHUB_MAIN", "staging"), (changed.Name, changed.Environment));
        sample.Press("u");
        await sample.UntilAsync(() => sample.Model.Toast!.Text.Contains("is as it was", StringComparison.Ordinal), "the undo");
    }

    [Fact]
    public async Task Clone_AsksForItsOwnValuesNext()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("c");
        PromptModel form = Assert.IsType<PromptModel>(sample.Model.Overlay);
        form.Fields[0].Text = "staging";
        sample.Press("Enter");
        await sample.UntilAsync(() => sample.Model.Overlay is ReplaceSecretModel, "the form for the values");
        Assert.All(((ReplaceSecretModel)sample.Model.Overlay!).Fields.Where(field => field.Key != "baseUrl"), field => Assert.True(field.IsEmpty));
    }

    [Fact]
    public async Task Permissions_AreSavedOnlyAfterALookAtTheChanges()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("P");
        PermissionsModel permissions = Assert.IsType<PermissionsModel>(sample.Model.Overlay);
        await sample.UntilAsync(() => !permissions.Working, "the permissions");
        Assert.Equal(["operator", "STAFF", "ci-bot"], permissions.Rows.Select(row => row.Identity));
        sample.Press("Ctrl+S");
        Assert.Equal("nothing has been changed", permissions.Message);
        sample.Press("Down", "Right", "Right", "Space", "Down", "Left", "Space", "Ctrl+S");
        Assert.True(permissions.Reviewing);
        Assert.Equal(["+ STAFF is granted WRITE", "- ci-bot: EXECUTE is taken back (was denied)"], permissions.Changes);
        Assert.DoesNotContain("set permissions", sample.Host.Calls);
        sample.Press("Enter");
        await sample.UntilAsync(() => sample.Model.Overlay is null, "the save");
        Assert.Contains(new PermissionEntry("STAFF", "WRITE", true), sample.Host.Permissions);
        Assert.DoesNotContain(sample.Host.Permissions, entry => entry.Username == "ci-bot");
    }

    [Fact]
    public async Task Permissions_ThatAreNotSaved_AreAskedForEachTimeSomethingElseWasDone()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("P");
        PermissionsModel permissions = Assert.IsType<PermissionsModel>(sample.Model.Overlay);
        await sample.UntilAsync(() => !permissions.Working, "the permissions");
        sample.Press("Space", "Esc");
        Assert.Contains("Esc again drops them", permissions.Message, StringComparison.Ordinal);
        sample.Press("Ctrl+S");
        Assert.Equal((true, ""), (permissions.Reviewing, permissions.Message));
        sample.Press("Esc", "Esc");
        Assert.Contains("Esc again drops them", permissions.Message, StringComparison.Ordinal);
        sample.Press("Right", "Space", "Esc");
        Assert.Same(permissions, sample.Model.Overlay);
        sample.Press("Esc");
        Assert.Null(sample.Model.Overlay);
        Assert.DoesNotContain("set permissions", sample.Host.Calls);
    }

    [Fact]
    public async Task Job_ThatFails_LeavesNothingUnderWay()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        Job job = new("READ", (job, _) =>
        {
            job.Say(StepState.Done, "first", "read");
            job.Say(StepState.Running, "second", "reading");
            throw new InvalidOperationException("It is gone.");
        });
        sample.Model.Start(job);
        await sample.UntilAsync(() => job.State == JobState.Failed, "the end of the job");
        Assert.Equal([StepState.Done, StepState.Failed], job.Lines.Select(line => line.State));
    }

    [Fact]
    public async Task Permissions_ThatLockOneselfOut_AreAskedOnce_AndAnExplanationIsShown()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("P");
        PermissionsModel permissions = Assert.IsType<PermissionsModel>(sample.Model.Overlay);
        await sample.UntilAsync(() => !permissions.Working, "the permissions");
        sample.Press("x");
        await sample.UntilAsync(() => permissions.Message.Contains("Nothing grants it. Grant it.", StringComparison.Ordinal), "the explanation");
        sample.Press("Right", "Right", "Right", "Right", "Space", "Space", "Ctrl+S", "Enter");
        await sample.UntilAsync(() => permissions.Message.Contains("Enter again does it all the same", StringComparison.Ordinal), "the refusal");
        sample.Press("Esc", "Esc");
        Assert.NotNull(sample.Model.Overlay);
        Assert.Contains("not saved", permissions.Message, StringComparison.Ordinal);
        sample.Press("Ctrl+S", "Enter");
        await sample.UntilAsync(() => sample.Model.Overlay is null, "the save");
        Assert.DoesNotContain(sample.Host.Permissions, entry => entry.Permission == "ADMINISTRATION");
    }

    [Fact]
    public async Task Detail_ShowsUseHistoryAndScopes()
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Model.OpenDetail("a2");
        AccountDetailModel detail = Assert.IsType<AccountDetailModel>(sample.Model.Overlay);
        await sample.UntilAsync(() => detail.Lines.Any(line => line.Label == "history") && detail.Lines.Any(line => line.Label == "revoke it"), "the rest of the detail");
        Assert.Contains(detail.Lines, line => line.Text.Contains("Revoke it, and 1 module cannot run", StringComparison.Ordinal));
        Assert.Contains(detail.Lines, line => line.Text.Contains("Refund payment (Checkout): will fail: lacks refunds:write", StringComparison.Ordinal));

        // Of two scopes of which one is enough, it has one; whether it has the third, nobody told.
        LiveData data = sample.Model.Data!;
        detail.Update(data with
        {
            Catalog = [.. data.Catalog.Select(card => card with { Modules = [.. card.Modules.Select(module => module with { RequiredScopes = ["balance:read|charges:read", "refunds:write", "x:read"] })] })],
        });
        Assert.Contains(detail.Lines, line => line.Text.Trim() == "needs balance:read or charges:read (has it), refunds:write (lacks it), x:read (not told)");
    }

    [Theory]
    [InlineData("r", "status:ready", 7)]
    [InlineData("v", "verdict:=valid,=insufficient", 5)]
    [InlineData("i", "verdict:=insufficient", 1)]
    [InlineData("x", "verdict:=invalid", 1)]
    [InlineData("u", "verdict:=none", 2)]
    [InlineData("e", "expires:0d..14d", 1)]
    [InlineData("E", "expires:<0d", 1)]
    [InlineData("a", "", 8)]
    public async Task Metric_ByItsLetter_OpensTheListThatItCounts(string letter, string filter, int rows)
    {
        using SampleModel sample = await SampleModel.OpenAsync();
        sample.Press("H", letter);
        Assert.Equal((true, Region.Accounts, filter), (sample.Model.Zoomed, sample.Model.Region, sample.Model.Accounts.Filter.Text));
        Assert.Equal(rows, sample.Model.Accounts.Table.Count);
        HeroMetrics hero = sample.Model.Feed.Data!.Hero;
        int counted = letter switch { "r" => hero.Ready, "v" => hero.Verified, "i" => hero.Insufficient, "x" => hero.Invalid, "u" => hero.Unverified, "e" => hero.Expiring, "E" => hero.Expired, _ => hero.Accounts };
        Assert.Equal(counted, rows);
    }
}
