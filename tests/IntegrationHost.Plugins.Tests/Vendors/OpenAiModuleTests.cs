using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class OpenAiModuleTests
{
    private const string Key = "sk-proj-abcEXAMPLE";

    [Fact]
    public async Task ExecuteAsync_Chat_GivesTheAnswer()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync(
            "OpenAiChatModule", """{"model":"gpt-4.1-mini","messages":[{"role":"user","content":"Hello"}],"maxTokens":50,"temperature":0.5}""");

        Assert.Equal(("You said: Hello", "stop", 5), (output["text"]!.ToString(), output["finishReason"]!.ToString(), (int)output["totalTokens"]!));
        JsonNode sent = JsonNode.Parse(vendor.Requests[0].Body)!;
        Assert.Equal((50, 0.5), ((int)sent["max_completion_tokens"]!, (double)sent["temperature"]!));
    }

    [Fact]
    public async Task ExecuteAsync_ResponseEmbeddingModerationImageAndModels_GiveTheirOutputs()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject response = await account.RunAsync("OpenAiResponseModule", """{"model":"gpt-4.1-mini","input":"Hello"}""");
        JsonObject embedding = await account.RunAsync("OpenAiEmbeddingModule", """{"input":"Hello"}""");
        JsonObject moderation = await account.RunAsync("OpenAiModerationModule", """{"input":"I will harm it"}""");
        JsonObject image = await account.RunAsync("OpenAiImageModule", """{"prompt":"A quiet lake"}""");
        JsonObject models = await account.RunAsync("OpenAiModelsModule", "{}");

        Assert.Equal("completed", response["status"]!.ToString());
        Assert.Equal([0.25, -0.5, 0.75], embedding["embedding"]!.AsArray().Select(value => (double)value!));
        Assert.True((bool)moderation["flagged"]!);
        Assert.Equal("aW1hZ2U=", image["imageBase64"]!.ToString());
        Assert.Equal(4, models["models"]!.AsArray().Count);
    }

    [Fact]
    public async Task ExecuteAsync_NoCredit_IsAnErrorWithItsCode()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        vendor.OutOfCredit = true;

        ModuleError error = await account.FailAsync("OpenAiEmbeddingModule", """{"input":"Hello"}""");

        Assert.Equal(("insufficient_quota", 429), (error.Code, error.StatusCode));
    }

    [Fact]
    public async Task ExecuteAsync_KeyRevoked_IsAnErrorThatHoldsNoPartOfTheKey()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        vendor.Revoke(Key);

        ModuleError error = await account.FailAsync("OpenAiModelsModule", "{}");

        Assert.Equal("invalid_api_key", error.Code);
        Assert.DoesNotContain("MPLE", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_ErrorWithoutACode_NamesTheStatus()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        vendor.Accept(Key, "api.responses.write");

        ModuleError error = await account.FailAsync("OpenAiModelsModule", "{}");

        Assert.Equal(("http_403", 403), (error.Code, error.StatusCode));
    }

    private static async Task<OpenAiVendor> StartAsync()
    {
        OpenAiVendor vendor = await OpenAiVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Key);
        return vendor;
    }

    private static VendorAccount Account(OpenAiVendor vendor) => new(vendor, "openai", "project-key", ("apiKey", Key));
}
