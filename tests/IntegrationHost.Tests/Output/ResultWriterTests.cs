using System.Text.Json;
using IntegrationHost.Output;

namespace IntegrationHost.Tests.Output;

public sealed class ResultWriterTests
{
    [Fact]
    public void Table_ColumnsAreAsWideAsNeeded_AndNamesAreDisarmed()
    {
        using var output = new StringWriter();
        new ResultWriter(output, json: false).Table(["NAME", "ID"], [["SLACK", "1"], ["LONG\u001b[2J_NAME", null]]);
        Assert.Equal("NAME           ID\nSLACK          1\nLONG?[2J_NAME\n", output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Write_Json_IsParsableAsciiAndPrintsNoText()
    {
        using var output = new StringWriter();
        new ResultWriter(output, json: true).Write(new { name = "Grüße \u001b\u202E", none = (string?)null }, () => Assert.Fail("Text was asked for."));
        Assert.All(output.ToString(), character => Assert.True(character is '\n' or '\r' or (>= ' ' and <= '~')));
        JsonElement read = JsonSerializer.Deserialize<JsonElement>(output.ToString());
        Assert.Equal("Grüße \u001b\u202E", read.GetProperty("name").GetString());
        Assert.False(read.TryGetProperty("none", out _));
    }

    [Fact]
    public void Write_Text_PrintsNoJson()
    {
        using var output = new StringWriter();
        var writer = new ResultWriter(output, json: false);
        writer.Write(new { name = "x" }, () => writer.Line("text"));
        Assert.Equal("text", output.ToString().Trim());
    }
}
