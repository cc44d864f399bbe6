using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Plugins.Gemini;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class GeminiModuleTests
{
    private const string Key = "AQ.abcEXAMPLE";
    private const string Hello = """{"model":"gemini-2.5-flash","contents":[{"role":"user","parts":[{"text":"Hello"}]}]}""";

    [Fact]
    public async Task ExecuteAsync_Generate_GivesTextAndTokens()
    {
        await using GeminiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync(
            "GeminiGenerateModule",
            """{"model":"gemini-2.5-pro","contents":[{"role":"user","parts":[{"text":"Hello"}]}],"generationConfig":{"temperature":0.2,"maxOutputTokens":50},"systemInstruction":{"parts":[{"text":"Be brief."}]}}""");

        Assert.Equal(("You said: Hello", "STOP", 20), (output["text"]!.ToString(), output["finishReason"]!.ToString(), (int)output["totalTokens"]!));
        VendorRequest request = Assert.Single(vendor.Requests);
        JsonNode sent = JsonNode.Parse(request.Body)!;
        Assert.Equal("/v1beta/models/gemini-2.5-pro:generateContent", request.Path);
        Assert.Equal(("", 50, "Be brief."), (request.Query, (int)sent["generationConfig"]!["maxOutputTokens"]!, sent["systemInstruction"]!["parts"]![0]!["text"]!.ToString()));
        Assert.Null(sent["model"]);
    }

    [Fact]
    public async Task ExecuteAsync_Stream_JoinsItsPieces()
    {
        await using GeminiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync("GeminiStreamModule", Hello);

        Assert.Equal(("You said: Hello", 3, "STOP"), (output["text"]!.ToString(), (int)output["chunks"]!, output["finishReason"]!.ToString()));
        Assert.Equal("?alt=sse", Assert.Single(vendor.Requests).Query);
    }

    [Fact]
    public async Task ExecuteAsync_StreamThatBreaksOff_IsNoSuccess()
    {
        await using GeminiVendor vendor = await StartAsync();
        vendor.CutsStreams = true;
        using VendorAccount account = Account(vendor);

        Assert.Equal("invalid_answer", (await account.FailAsync("GeminiStreamModule", Hello)).Code);
    }

    [Fact]
    public async Task ExecuteAsync_CountTokens_Counts()
    {
        await using GeminiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        Assert.Equal(5, (int)(await account.RunAsync("GeminiCountTokensModule", Hello))["totalTokens"]!);
    }

    [Fact]
    public async Task ExecuteAsync_Embeddings_GiveVectorsInOrder()
    {
        await using GeminiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject one = await account.RunAsync("GeminiEmbedModule", """{"model":"gemini-embedding-001","content":{"parts":[{"text":"AB"}]},"taskType":"SEMANTIC_SIMILARITY","outputDimensionality":2}""");
        JsonObject two = await account.RunAsync(
            "GeminiBatchEmbedModule",
            """{"model":"gemini-embedding-001","requests":[{"model":"models/gemini-embedding-001","content":{"parts":[{"text":"@"}]}},{"model":"models/gemini-embedding-001","content":{"parts":[{"text":"B"}]}}]}""");

        Assert.Equal(2, one["values"]!.AsArray().Count);
        Assert.Equal([0.5, 66 / 128.0], two["embeddings"]!.AsArray().Select(item => (double)item!["values"]![0]!));
    }

    [Fact]
    public async Task ExecuteAsync_Models_ArePagedByToken()
    {
        await using GeminiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject first = await account.RunAsync("GeminiModelsListModule", """{"pageSize":2}""");
        JsonObject second = await account.RunAsync("GeminiModelsListModule", $$"""{"pageSize":2,"pageToken":"{{first["nextPageToken"]}}"}""");

        Assert.Equal((2, 1), (first["models"]!.AsArray().Count, second["models"]!.AsArray().Count));
        Assert.False(second.ContainsKey("nextPageToken"));
    }

    [Fact]
    public async Task PagesAsync_Models_AreAll()
    {
        await using GeminiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        List<string?> names = [];
        await foreach (GeminiModelsListOutput page in new GeminiModelsListModule().PagesAsync(new() { PageSize = 1 }, account.Channel, TestContext.Current.CancellationToken))
            names.AddRange((page.Models ?? []).Select(model => model.Name));

        Assert.Equal(["models/gemini-2.5-flash", "models/gemini-2.5-pro", "models/gemini-embedding-001"], names);
    }

    [Fact]
    public async Task ExecuteAsync_Upload_SendsTheFileToTheAddressThatGoogleNamed()
    {
        await using GeminiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        string file = Convert.ToBase64String(Encoding.UTF8.GetBytes("minutes of the meeting"));
        JsonObject output = await account.RunAsync("GeminiFileUploadModule", $$$"""{"file":{"name":"minutes.txt","contentType":"text/plain","base64":"{{{file}}}"},"displayName":"Minutes"}""");

        Assert.Equal(("files/f1", "ACTIVE", "text/plain"), (output["name"]!.ToString(), output["state"]!.ToString(), output["mimeType"]!.ToString()));
        Assert.Equal(["minutes of the meeting"], vendor.Files);
        Assert.All(vendor.Requests, request => Assert.True(request.HadCredential));
    }

    [Theory]
    [InlineData("GeminiGenerateModule", """{"model":"no-such-model","contents":[{"parts":[{"text":"x"}]}]}""", "NOT_FOUND", 404)]
    [InlineData("GeminiStreamModule", """{"model":"no-such-model","contents":[{"parts":[{"text":"x"}]}]}""", "NOT_FOUND", 404)]
    [InlineData("GeminiGenerateModule", """{"model":"gemini-2.5-pro","contents":[]}""", "INVALID_ARGUMENT", 400)]
    public async Task ExecuteAsync_GoogleRefuses_IsAnErrorWithItsStatus(string module, string input, string code, int status)
    {
        await using GeminiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        ModuleError error = await account.FailAsync(module, input);

        Assert.Equal((code, status), (error.Code, error.StatusCode));
    }

    [Theory]
    [InlineData("GeminiGenerateModule", Hello)]
    [InlineData("GeminiStreamModule", Hello)]
    [InlineData("GeminiFileUploadModule", """{"file":"text"}""")]
    public async Task ExecuteAsync_SomethingStandsInTheWay_IsAnErrorAndNoSuccess(string module, string input)
    {
        await using GeminiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        foreach (VendorMode mode in (VendorMode[])[VendorMode.BlockPage, VendorMode.CaptivePortal, VendorMode.Garbage, VendorMode.Down503, VendorMode.RedirectElsewhere])
        {
            vendor.Mode = mode;

            Assert.DoesNotContain("<", (await account.FailAsync(module, input)).Message, StringComparison.Ordinal);
        }

        Assert.Empty(vendor.RedirectedRequests);
    }

    private static async Task<GeminiVendor> StartAsync()
    {
        GeminiVendor vendor = await GeminiVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Key);
        return vendor;
    }

    private static VendorAccount Account(GeminiVendor vendor) => new(vendor, "gemini", "api-key", ("apiKey", Key));
}
