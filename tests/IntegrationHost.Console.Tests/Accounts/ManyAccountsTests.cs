using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Tests.Fakes;

namespace IntegrationHost.Console.Tests.Accounts;

public sealed class ManyAccountsTests
{
    private const int Many = 5000;

    [Fact]
    public async Task ManyAccounts_AreReadInThePagesThatAreLookedAt()
    {
        using SampleModel sample = await OpenAsync();
        AccountsModel accounts = sample.Model.Accounts;
        await sample.UntilAsync(() => accounts.Table.Count == Many, "the first page");
        Assert.DoesNotContain("accounts", sample.Host.Calls);
        Assert.Equal("ACME-00000", accounts.Table.At(0)?.Account.Name);

        sample.Press("G");
        Assert.Null(accounts.Table.Selected);
        await sample.UntilAsync(() => accounts.Table.Selected is not null, "the last page");
        Assert.Equal($"ACME-{Many - 1:00000}", accounts.Table.Selected!.Account.Name);
        Assert.InRange(sample.Host.Calls.Count(call => call == "page"), 2, 6);
    }

    [Fact]
    public async Task ScrollingThroughAll_KeepsAFewPagesOnly_AndComesBackToTheFirst()
    {
        using SampleModel sample = await OpenAsync();
        TableSelection(sample, out Func<string?> name);
        for (int index = 0; index < Many; index += 150)
        {
            sample.Model.Accounts.Table.Select(index);
            await sample.UntilAsync(() => name() is not null, $"row {index}");
            Assert.Equal($"ACME-{index:00000}", name());
        }

        sample.Press("g");
        await sample.UntilAsync(() => name() is not null, "the first row");
        Assert.Equal("ACME-00000", name());
    }

    [Theory]
    [InlineData("identity:acme*")]
    [InlineData("verdict:=invalid")]
    public async Task Filter_TypedAsText_FindsWhatItsCellsFind(string filter)
    {
        using SampleModel many = await OpenAsync();
        int expected = Expected(filter, Many);
        Assert.InRange(expected, 1, Many - 1);
        many.Type($"/{filter}");
        await many.UntilAsync(
            () =>
            {
                // What is typed is looked for once nothing more has come for a while.
                many.Time.Advance(TimeSpan.FromMilliseconds(200));
                return !many.Model.Accounts.Reading && many.Model.Accounts.Table.Count == expected;
            },
            $"{expected} rows of {filter}");
        many.Press("Enter");
        Assert.Equal(expected, many.Model.Accounts.Table.Count);
    }

    [Theory]
    [InlineData("name:-0001", "page")]
    [InlineData("0001", "page")]
    [InlineData("verdict:=invalid", "page")]
    [InlineData("identity:acme*", "scan")]
    [InlineData("expires:<14d", "scan")]
    [InlineData("name:~0001$", "scan")]
    public async Task Filter_OverMany_FindsTheSameAsOverFew(string filter, string how)
    {
        using SampleModel many = await OpenAsync();
        using SampleModel few = await OpenAsync(900);
        int expected = Expected(filter, Many);
        many.Model.GoTo("accounts", filter);
        await many.UntilAsync(() => !many.Model.Accounts.Reading && many.Model.Accounts.Table.Count == expected, $"{expected} rows of {filter}, not {many.Model.Accounts.Table.Count}");
        few.Model.GoTo("accounts", filter);
        Assert.Equal(Expected(filter, 900), few.Model.Accounts.Table.Count);
        int pages = many.Host.Calls.Count(call => call == "page");
        Assert.True(how == "scan" ? pages >= Many / AccountSource.PageSize : pages < 6, $"{pages} pages were read.");
    }

    [Fact]
    public async Task AnswerToAnOldFilter_IsDropped()
    {
        using SampleModel sample = await OpenAsync();
        TaskCompletionSource hold = new();
        sample.Host.Before = call => call == "page" ? hold.Task : Task.CompletedTask;
        sample.Model.GoTo("accounts", "name:-00001");
        Task old = sample.Model.Accounts.Table.Source is AccountSource source ? source.Work : Task.CompletedTask;
        sample.Host.Before = _ => Task.CompletedTask;
        sample.Model.GoTo("accounts", "name:-00002");
        await sample.UntilAsync(() => sample.Model.Accounts.Table.Selected?.Account.Name == "ACME-00002", "the new filter");
        hold.SetResult();
        await old;
        await sample.UntilAsync(() => true, "the drain");
        Assert.Equal(("ACME-00002", 1), (sample.Model.Accounts.Table.Selected?.Account.Name, sample.Model.Accounts.Table.Count));
    }

    [Fact]
    public async Task MarkAll_OverMany_ReadsThemInAJobAndVerifiesThem()
    {
        using SampleModel sample = await OpenAsync();
        sample.Model.GoTo("accounts", "name:-000");
        await sample.UntilAsync(() => sample.Model.Accounts.Table.Count == 100, "the filter");
        sample.Press("a");
        // The marks come before the job's end does.
        await sample.UntilAsync(() => sample.Model.Accounts.Table.Marks == 100 && sample.Model.Jobs[0].State == JobState.Done, "the marks");
        Assert.Equal("100 accounts are marked.", sample.Model.Jobs[0].Summary);
        sample.Press("t");
        Job job = sample.Model.Jobs[1];
        await sample.UntilAsync(() => job.State == JobState.Done, "the tests");
        Assert.Equal(100, Assert.Single(sample.Host.Runs).Length);
    }

    [Fact]
    public async Task HostGone_WhileScrolling_IsSaidAndMended()
    {
        using SampleModel sample = await OpenAsync();
        await sample.UntilAsync(() => sample.Model.Accounts.Table.Selected is not null, "the first page");
        sample.Host.Before = call => call == "page" ? Task.FromException(new Client.HostUnavailableException("No host answers: start one.")) : Task.CompletedTask;
        sample.Press("G");
        _ = sample.Model.Accounts.Table.Selected;
        await sample.UntilAsync(() => sample.Model.Accounts.Note.Length > 0, "the problem");
        Assert.Equal("x No host answers: start one.", sample.Model.Accounts.Note);
        sample.Host.Before = _ => Task.CompletedTask;
        await sample.RefreshAsync();
        await sample.UntilAsync(() => sample.Model.Accounts.Table.Selected is not null, "the last page");
        Assert.Equal("", sample.Model.Accounts.Note);
    }

    private static void TableSelection(SampleModel sample, out Func<string?> name) => name = () => sample.Model.Accounts.Table.Selected?.Account.Name;

    private static int Expected(string filter, int count) => Enumerable.Range(0, count).Count(index => filter switch
    {
        "name:-0001" => $"ACME-{index:00000}".Contains("-0001", StringComparison.Ordinal),
        "0001" => $"ACME-{index:00000}".Contains("0001", StringComparison.Ordinal),
        "verdict:=invalid" => index % 10 == 3,
        "identity:acme*" => index % 10 != 3 && index % 7 == 0,
        "expires:<14d" => index % 100 == 0,
        "name:~0001$" => $"ACME-{index:00000}".EndsWith("0001", StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    });

    private static Task<SampleModel> OpenAsync(int count = Many) => SampleModel.OpenAsync(host: time =>
    {
        FakeHost host = new(time);
        for (int index = 0; index < count; index++)
        {
            VerdictReport verdict = index % 10 == 3
                ? host.Verdict("Invalid", "Refused.", TimeSpan.FromHours(1))
                : host.Verdict("Valid", "It works.", TimeSpan.FromHours(1), identity: index % 7 == 0 ? "Acme Shop" : "Other", expires: index % 100 == 0 ? TimeSpan.FromDays(5) : null);
            host.AddAccount($"id{index}", $"ACME-{index:00000}", "slack", "production", verdict);
        }

        return host;
    });
}
