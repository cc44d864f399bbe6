using IntegrationHost.Generators.Emission;
using IntegrationHost.Metadata.Naming;

namespace IntegrationHost.Generators.Tests.Generation;

/// <summary>How names, words and texts look in C#.</summary>
public sealed class CSharpTextTests
{
    [Theory]
    [InlineData("sea-freight", "SeaFreight")]
    [InlineData("1.0", "N1_0")]
    [InlineData("10", "N10")]
    [InlineData("+1", "Plus1")]
    [InlineData("-1", "Minus1")]
    [InlineData("HTTP/1.1", "HTTP1_1")]
    [InlineData("Größe", "Grosse")]
    [InlineData("café crème", "CafeCreme")]
    [InlineData("", "Empty")]
    [InlineData(" ", "Space")]
    [InlineData(">=", "GreaterEqual")]
    [InlineData("class", "Class")]
    [InlineData("中文", "Item")]
    public void Identifier_IsWhatAPersonWouldWrite(string text, string expected) => Assert.Equal(expected, CSharpText.Identifier(text));

    [Theory]
    [InlineData("Prüft die Größe – schnell…", "Pruft die Grosse - schnell...")]
    [InlineData("It’s a “test”", "It's a \"test\".")]
    [InlineData("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d.")]
    [InlineData("two\nlines", "two lines.")]
    [InlineData("Bare: ", "Bare.")]
    [InlineData("说明", "Not described.")]
    [InlineData("", "Not described.")]
    public void Documentation_IsPlainAsciiWithoutLosingLetters(string text, string expected) => Assert.Equal(expected, CSharpText.Documentation(text));

    [Theory]
    [InlineData("ship_name", "Ship name")]
    [InlineData("draught.max", "Draught max")]
    [InlineData("apiKey", "Api key")]
    [InlineData("useSSL", "Use SSL")]
    [InlineData("BerthBookingCrewItem", "Berth booking crew item")]
    [InlineData("名前", "Not described")]
    public void Words_OfAName_ReadAsWords(string name, string expected) => Assert.Equal(expected, CSharpText.Words(name));

    [Theory]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("\\u0022", "\"\\\\u0022\"")]
    [InlineData("é\n", "\"\\u00E9\\u000A\"")]
    public void Literal_IsAsciiAndEscaped(string text, string expected) => Assert.Equal(expected, CSharpText.Literal(text));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-0.50", "-0.50m")]
    [InlineData("1e400", null)]
    [InlineData("9223372036854775807", "9223372036854775807m")]
    public void Decimal_IsWrittenAsShortAsItCanBe(string number, string? expected)
    {
        if (expected is null)
        {
            Assert.Throws<OverflowException>(() => CSharpText.Decimal(number));
            return;
        }

        Assert.Equal(expected, CSharpText.Decimal(number));
    }

    [Theory]
    [InlineData("2026-01-31T08:00:00Z", "new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero)")]
    [InlineData("2026-01-31T08:00:00.5-05:30", "new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.FromMinutes(-330)).AddTicks(5000000)")]
    public void Moment_IsTheSameMoment(string text, string expected) => Assert.Equal(expected, CSharpText.Moment(text));

    [Theory]
    [InlineData("public sealed class A\n{\n}\n", 1)]
    [InlineData("public sealed class A\n{\n}\npublic enum B\n{\n}\n", 2)]
    [InlineData("// public\npublic sealed class A\n{\n    string s = \"}\\\"\";\n}\n", 1)]
    [InlineData("public sealed class A\n{\n", -1)]
    [InlineData("public sealed class A\n{\n}\n}\n", -1)]
    [InlineData("public sealed class A\n{\n    string s = \"a\n\";\n}\n", -1)]
    [InlineData("public sealed class A\n{\n    string s = @\"a\";\n}\n", -1)]
    [InlineData("/* public sealed class A */\n", -1)]
    [InlineData("public sealed class Ä\n{\n}\n", -1)]
    [InlineData("// a\u2028public sealed class A\n", -1)]
    public void Shape_OfGeneratedCode_IsCountedAgain(string code, int types) => Assert.Equal(types, GeneratedShape.CountTypes(code));
}
