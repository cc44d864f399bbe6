using System.Text.Json;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Modules;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Tests.Modules;

public sealed class InputFieldsTests
{
    private static readonly DescribedModule Post = new("chat.post", "com.example.ChatPostModule", "Post", "Posts.")
    {
        Inputs =
        [
            new("channel", "string", "Channel id.", true),
            new("count", "integer", "How many.", false) { Min = 1, Max = 5 },
            new("urgent", "boolean", "Whether at once.", false),
            new("labels", "array", "Labels.", false),
            new("blocks", "json", "Blocks.", false) { Advanced = true },
            new("pin", "string", "A secret.", false) { Sensitive = true },
        ],
    };

    [Fact]
    public void ToJson_TypedTexts_HaveTheirTypes()
    {
        FormField[] fields = InputFields.Of(Post, null);
        Fill(fields, "channel", "C0");
        Fill(fields, "count", "3");
        Fill(fields, "urgent", "true");
        Fill(fields, "labels", "a, b");
        Fill(fields, "blocks", "[{\"x\":1}]");
        Assert.Equal("""{"channel":"C0","count":3,"urgent":true,"labels":["a","b"],"blocks":[{"x":1}]}""", JsonSerializer.Serialize(InputFields.ToJson(Post, fields)));
    }

    [Theory]
    [InlineData("integer", "1.5", "must be a whole number")]
    [InlineData("integer", "9", "must be from 1 to 5")]
    [InlineData("number", "x", "must be a number, such as 12.5")]
    [InlineData("boolean", "yes", "must be true or false")]
    [InlineData("array", "[1", "must be a JSON array, or values with commas between them")]
    [InlineData("object", "[]", "must be a JSON object, such as { \"name\": \"value\" }")]
    [InlineData("json", "{", "must be JSON")]
    public void Problem_OfAWrongType_SaysWhatIsRight(string type, string text, string expected) => Assert.Equal(expected, InputFields.Problem(type, text, 1, 5));

    [Fact]
    public void Of_WhatTheWorkflowSaysAlready_NeedNotBeGiven()
    {
        FormField[] fields = InputFields.Of(Post, """{ "channel": "C0EXAMPLE", "pin": "1234" }""");
        Assert.False(fields[0].Required);
        Assert.Equal("workflow: C0EXAMPLE", fields[0].Placeholder);
        Assert.DoesNotContain("1234", fields.Single(field => field.Key == "pin").Placeholder, StringComparison.Ordinal);
        Assert.Equal("{}", JsonSerializer.Serialize(InputFields.ToJson(Post, fields)));
    }

    [Theory]
    [InlineData("com.example.ChatPostModule", true)]
    [InlineData("chatpost", true)]
    [InlineData("chat.post", true)]
    [InlineData("com.example.Other", false)]
    [InlineData(null, false)]
    public void IsNamed_ByWhatWorkflowsSay(string? className, bool expected) => Assert.Equal(expected, Post.IsNamed(className));

    private static void Fill(FormField[] fields, string key, string text) => fields.Single(field => field.Key == key).Text = text;
}
