using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Plugins.OpenAI;
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
        Assert.Equal(5, models["models"]!.AsArray().Count);
    }

    [Fact]
    public async Task ExecuteAsync_Transcription_SendsTheRecordingAsAPart()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync(
            "OpenAiTranscriptionModule", """{"file":{"name":"note.wav","contentType":"audio/wav","base64":"aGVsbG8="},"language":"en"}""");

        Assert.Equal("Heard: hello", output["text"]!.ToString());
    }

    [Fact]
    public async Task ExecuteAsync_FileThenBatch_IsRunAndToldOf()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject file = await account.RunAsync("OpenAiFileUploadModule", """{"file":{"name":"in.jsonl","contentType":"application/jsonl","base64":"e30="},"purpose":"batch"}""");
        JsonObject batch = await account.RunAsync("OpenAiBatchModule", $$"""{"inputFileId":"{{file["fileId"]}}","endpoint":"/v1/responses","metadata":{"run":"7"} }""");
        JsonObject status = await account.RunAsync("OpenAiBatchStatusModule", $$"""{"batchId":"{{batch["batchId"]}}"}""");

        Assert.Equal(("in.jsonl", 2), (file["filename"]!.ToString(), (int)file["bytes"]!));
        Assert.Equal(("validating", "completed", "file-out"), (batch["status"]!.ToString(), status["status"]!.ToString(), status["outputFileId"]!.ToString()));
        Assert.Equal("24h", JsonNode.Parse(vendor.Requests[1].Body)!["completion_window"]!.ToString());
    }

    [Fact]
    public async Task ExecuteAsync_BatchOfAnUnknownFile_IsAnErrorWithItsCode()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        ModuleError error = await account.FailAsync("OpenAiBatchModule", """{"inputFileId":"file-404","endpoint":"/v1/responses"}""");

        Assert.Equal(("invalid_value", 400), (error.Code, error.StatusCode));
    }

    [Fact]
    public async Task ItemsAsync_Files_GoesThroughEveryPage()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        for (int number = 0; number < 5; number++)
            await account.RunAsync("OpenAiFileUploadModule", """{"file":"text","purpose":"user_data"}""");

        JsonObject page = await account.RunAsync("OpenAiFilesModule", """{"limit":2}""");
        int count = 0;
        await foreach (var item in new OpenAiFilesModule().ItemsAsync(new OpenAiFilesInput { Limit = 2 }, account.Channel, TestContext.Current.CancellationToken))
            Assert.Equal($"file-{++count:D3}", item.GetProperty("id").GetString());

        Assert.Equal((2, true, "file-002"), (page["files"]!.AsArray().Count, (bool)page["hasMore"]!, page["lastId"]!.ToString()));
        Assert.Equal(5, count);
    }

    [Fact]
    public async Task ExecuteAsync_AdminKey_ListsProjectsKeysAndCosts()
    {
        await using OpenAiVendor vendor = await StartAsync();
        vendor.Accept("sk-admin-EXAMPLE");
        using var account = new VendorAccount(vendor, "openai", "admin-key", ("adminKey", "sk-admin-EXAMPLE"));

        JsonObject projects = await account.RunAsync("OpenAiProjectsModule", """{"limit":2,"after":"proj_1"}""");
        JsonObject keys = await account.RunAsync("OpenAiProjectKeysModule", """{"projectId":"proj_1"}""");
        JsonObject adminKeys = await account.RunAsync("OpenAiAdminKeysModule", "{}");
        JsonObject costs = await account.RunAsync("OpenAiCostsModule", """{"startTime":1760000000,"limit":1,"groupBy":["project_id"],"projectIds":["proj_1","proj_2"]}""");

        Assert.Equal(("proj_3", false), (projects["lastId"]!.ToString(), (bool)projects["hasMore"]!));
        Assert.Single(keys["keys"]!.AsArray());
        Assert.Equal(2, adminKeys["keys"]!.AsArray().Count);
        Assert.Equal((1, "page_1"), (costs["days"]!.AsArray().Count, costs["nextPage"]!.ToString()));
        Assert.Equal("?start_time=1760000000&project_ids=proj_1&project_ids=proj_2&group_by=project_id&limit=1", vendor.Requests[^1].Query);
    }

    [Fact]
    public async Task ExecuteAsync_AdminKeyOnAModel_IsRefusedByOpenAI()
    {
        await using OpenAiVendor vendor = await StartAsync();
        vendor.Accept("sk-admin-EXAMPLE");
        using var account = new VendorAccount(vendor, "openai", "admin-key", ("adminKey", "sk-admin-EXAMPLE"));

        ModuleError error = await account.FailAsync("OpenAiChatModule", """{"model":"gpt-4.1-mini","messages":[{"role":"user","content":"Hello"}]}""");

        Assert.Equal(("http_403", 403), (error.Code, error.StatusCode));
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
