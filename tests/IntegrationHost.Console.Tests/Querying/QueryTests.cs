using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Querying;

namespace IntegrationHost.Console.Tests.Querying;

public sealed class QueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sales", "salesforce-01", true)]
    [InlineData("SALES", "salesforce-01", true)]
    [InlineData("force", "salesforce-01", true)]
    [InlineData("force*", "salesforce-01", false)]
    [InlineData("sales*", "salesforce-01", true)]
    [InlineData("*-01", "salesforce-01", true)]
    [InlineData("=sales", "salesforce-01", false)]
    [InlineData("=salesforce-01", "salesforce-01", true)]
    [InlineData("!stripe", "salesforce-01", true)]
    [InlineData("!sales*", "salesforce-01", false)]
    [InlineData("stripe,sales", "salesforce-01", true)]
    [InlineData("=a,=b", "c", false)]
    [InlineData("~^sales.*[0-9]{2}$", "salesforce-01", true)]
    [InlineData("~^stripe", "salesforce-01", false)]
    [InlineData("a..m", "beta", true)]
    [InlineData("a..m", "zeta", false)]
    [InlineData(">m", "zeta", true)]
    [InlineData("=", "", true)]
    [InlineData("=", "x", false)]
    [InlineData("!", "x", true)]
    [InlineData("!", "", false)]
    [InlineData("(", "a(b", true)]
    public void Cell_OverText_FollowsTheGrammar(string cell, string text, bool matches) =>
        Assert.Equal(matches, new QueryCell(cell).Matches(new QueryValue(text, null, null, false, Now)));

    [Theory]
    [InlineData(">2", 3.0, true)]
    [InlineData(">2", 2.0, false)]
    [InlineData(">=2", 2.0, true)]
    [InlineData("<2", 10.0, false)]
    [InlineData("1..3", 3.0, true)]
    [InlineData("..3", 4.0, false)]
    [InlineData("=3", 3.0, true)]
    [InlineData("!=3", 3.0, false)]
    public void Cell_OverANumber_ComparesNumbersAndNotText(string cell, double number, bool matches) =>
        Assert.Equal(matches, new QueryCell(cell).Matches(new QueryValue(number.ToString(System.Globalization.CultureInfo.InvariantCulture), number, null, false, Now)));

    [Theory]
    [InlineData("<14d", 9, false, true)]
    [InlineData("<14d", 20, false, false)]
    [InlineData("0d..14d", -1, false, false)]
    [InlineData("<0d", -1, false, true)]
    [InlineData(">2026-10", 20, false, true)]
    [InlineData("<2026-09-20", 20, false, false)]
    [InlineData(">2d", -3, true, true)]
    [InlineData(">2d", -1, true, false)]
    [InlineData(">2w", -15, true, true)]
    [InlineData(">2026-09-14", -3, true, false)]
    public void Cell_OverAMoment_KnowsDatesAndDurations(string cell, int days, bool past, bool matches) =>
        Assert.Equal(matches, new QueryCell(cell).Matches(new QueryValue("", null, Now.AddDays(days), past, Now)));

    [Fact]
    public void Cell_WithoutAMoment_IsNeitherBeforeNorAfter() => Assert.False(new QueryCell("<14d").Matches(new QueryValue("", null, null, false, Now)));

    [Fact]
    public void Cell_HalfTypedRegex_ShowsEverythingAndSaysSo()
    {
        QueryCell cell = new("~[a");
        Assert.True(cell.Matches(new QueryValue("x", null, null, false, Now)));
        Assert.Contains("not a regular expression yet", cell.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme state:invalid", "acme state:invalid")]
    [InlineData("state=failed prod", "prod state:=failed")]
    [InlineData("exp<14d", "expires:<14d")]
    [InlineData("identity:\"Acme Shop\" x", "x identity:\"Acme Shop\"")]
    [InlineData("nothing:here", "nothing:here")]
    [InlineData("https://api.example", "https://api.example")]
    [InlineData("", "")]
    public void FilterText_SetAndRead_IsTheSameFilter(string set, string read)
    {
        FilterText filter = new(["NAME", "STATE", "EXPIRES", "IDENTITY"]);
        filter.Set(set);
        Assert.Equal(read, filter.Text);
        FilterText again = new(["NAME", "STATE", "EXPIRES", "IDENTITY"]);
        again.Set(filter.Text);
        Assert.Equal(read, again.Text);
    }

    [Fact]
    public void FilterText_CellTypedAmongTheWords_AppliesAtOnceAndGoesIntoItsColumn()
    {
        FilterText filter = new(["NAME", "STATE", "IDENTITY"]);
        filter.Begin();
        Type("state:in x");
        Assert.Equal(("x", "in", "state:in x", false), (filter.Words, filter.CellText(1), filter.Shown, filter.ShowsCells));
        // As long as it is typed it is edited as text.
        for (int back = 0; back < 4; back++)
            filter.Backspace();
        Type("valid ");
        Assert.Equal(("", "valid", "state:valid "), (filter.Words, filter.CellText(1), filter.Shown));
        filter.Accept();
        Assert.Equal(("", "valid", "state:valid", true), (filter.Words, filter.CellText(1), filter.Shown, filter.ShowsCells));
        // The next words are added, and the same cell is typed over.
        filter.Begin();
        Type("acme state:!x");
        Assert.Equal("acme state:!x", filter.Text);
        filter.Step(1);
        Assert.Equal(("acme", "!x"), (filter.Words, filter.CellText(1)));
        filter.Clear();
        Assert.Equal(("", "", ""), (filter.Text, filter.Shown, filter.CellText(1)));

        void Type(string text)
        {
            foreach (char letter in text)
                filter.Append(letter.ToString());
        }
    }

    [Fact]
    public void FilterText_StepsThroughItsCellsAndTypesIntoThem()
    {
        FilterText filter = new(["NAME", "STATE"]);
        filter.Begin();
        filter.Append("a");
        filter.Step(1);
        filter.Append("b");
        filter.Step(1);
        filter.Append("=c");
        filter.Backspace();
        Assert.Equal("a name:b state:=", filter.Text);
        filter.Step(1);
        Assert.Equal(-1, filter.Cell);
        filter.Step(-1);
        Assert.Equal(1, filter.Cell);
        Assert.True(filter.ShowsCells);
        filter.Clear();
        Assert.Equal(("", false, false), (filter.Text, filter.Editing, filter.ShowsCells));
    }

    [Theory]
    [InlineData("fil", "filter or search", true)]
    [InlineData("fos", "filter or search", true)]
    [InlineData("search filt", "filter or search", true)]
    [InlineData("xyz", "filter or search", false)]
    [InlineData("", "anything", true)]
    public void Fuzzy_FindsLettersInOrder(string letters, string text, bool found) => Assert.Equal(found, FuzzyMatch.Score(letters, text) > 0);

    [Fact]
    public void Fuzzy_RanksBeginningThenWordThenMiddleThenScattered()
    {
        string[] best = ["verify it", "smoke test: verify", "reverify all", "void every reify"];
        int[] scores = [.. best.Select(text => FuzzyMatch.Score("verify", text))];
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(scores.Length, scores.Distinct().Count());
        Assert.True(scores[2] >= FuzzyMatch.Whole && scores[3] < FuzzyMatch.Whole && scores[3] > 0);
        // The word that fits worst decides, however well the other does.
        Assert.True(FuzzyMatch.Score("verify ox", "verify the fox") > FuzzyMatch.Score("verify fx", "verify the fox"));
    }

    [Fact]
    public void Fuzzy_PrefersWholeWordsToScatteredLetters() =>
        Assert.True(FuzzyMatch.Score("sort", "sort by the next column") > FuzzyMatch.Score("sort", "show other results too"));
}
