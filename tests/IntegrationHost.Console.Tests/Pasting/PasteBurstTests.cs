using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Tests.Pasting;

public sealed class PasteBurstTests
{
    [Theory]
    [InlineData("xoxb-1234-EXAMPLEexample")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("-----BEGIN EXAMPLE-----\rAAAA\r")]
    [InlineData("{ \"type\": \"service_account\" }")]
    public void Begins_WhatLooksLikeAKey_IsAPaste(string text) => Assert.True(PasteBurst.Begins(text[0], text.Skip(1)));

    // What a person or a script types: commands, filters, words, a key that repeats, arrows.
    [Theory]
    [InlineData("j")]
    [InlineData("jjjjjjjjjjjjjjjjjjjjjjjj")]
    [InlineData("3/google-calendar\r\r")]
    [InlineData("/customer-invoices-2026\r")]
    [InlineData(":accounts state=invalid2\r")]
    [InlineData("the words of a filter 1\r")]
    [InlineData("google-calendar-api")]
    [InlineData("j\e[B\e[B\e[B\e[B\e[B\e[B\e[B")]
    [InlineData("tt\rabcdefghijklmnop123456")]
    public void Begins_WhatIsTyped_IsNone(string text) => Assert.False(PasteBurst.Begins(text[0], text.Skip(1)));
}
