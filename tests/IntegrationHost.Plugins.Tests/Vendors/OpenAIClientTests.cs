using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.TestVendors;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Files;
using OpenAI.Models;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>OpenAI's own library against the local vendor, and beside our modules.</summary>
public sealed class OpenAIClientTests
{
    private const string Key = "sk-proj-abcEXAMPLE";

    [Fact]
    public async Task CompleteChatAsync_LibraryAndModuleSendTheSame()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using var account = new VendorAccount(vendor, "openai", "project-key", ("apiKey", Key));
        ChatClient chat = Client(vendor).GetChatClient("gpt-4.1-mini");

        ChatCompletion completion = await chat.CompleteChatAsync(
            [new UserChatMessage("Hello")], new ChatCompletionOptions { MaxOutputTokenCount = 50 }, TestContext.Current.CancellationToken);
        await account.RunAsync("OpenAiChatModule", """{"model":"gpt-4.1-mini","messages":[{"role":"user","content":"Hello"}],"maxTokens":50}""");

        Assert.Equal("You said: Hello", completion.Content[0].Text);
        Assert.Equal(vendor.Requests[0].Path, vendor.Requests[1].Path);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(vendor.Requests[0].Body), JsonNode.Parse(vendor.Requests[1].Body)), vendor.Requests[0].Body);
    }

    [Fact]
    public async Task GetModelsAndEmbeddings_AreReadByTheLibrary()
    {
        await using OpenAiVendor vendor = await StartAsync();
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        OpenAIModelCollection models = await Client(vendor).GetOpenAIModelClient().GetModelsAsync(cancellationToken);
        OpenAIEmbedding embedding = await Client(vendor).GetEmbeddingClient("text-embedding-3-small").GenerateEmbeddingAsync("Hello", cancellationToken: cancellationToken);

        Assert.Equal(5, models.Count);
        Assert.Equal([0.25f, -0.5f, 0.75f], embedding.ToFloats().ToArray());
    }

    [Fact]
    public async Task UploadFileAsync_LibraryAndModuleSendTheSameParts()
    {
        await using OpenAiVendor vendor = await StartAsync();
        using var account = new VendorAccount(vendor, "openai", "project-key", ("apiKey", Key));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("{}"));

        OpenAIFile file = await Client(vendor).GetOpenAIFileClient().UploadFileAsync(content, "in.jsonl", FileUploadPurpose.Batch, TestContext.Current.CancellationToken);
        JsonObject ours = await account.RunAsync("OpenAiFileUploadModule", """{"file":{"name":"in.jsonl","contentType":"application/jsonl","base64":"e30="},"purpose":"batch"}""");

        Assert.Equal(("file-001", "in.jsonl"), (file.Id, file.Filename));
        Assert.Equal(("file-002", "in.jsonl", 2), (ours["fileId"]!.ToString(), ours["filename"]!.ToString(), (int)ours["bytes"]!));
    }

    [Fact]
    public async Task GetModelsAsync_KeysThatMayNot_AreTheLibrarysErrorsToo()
    {
        await using OpenAiVendor vendor = await StartAsync();
        vendor.Accept("sk-proj-restrictedEXAMPLE", "model.request");

        ClientResultException unknown = await Assert.ThrowsAsync<ClientResultException>(() => ModelsAsync(vendor, "sk-proj-otherEXAMPLE"));
        ClientResultException forbidden = await Assert.ThrowsAsync<ClientResultException>(() => ModelsAsync(vendor, "sk-proj-restrictedEXAMPLE"));

        Assert.Equal((401, 403), (unknown.Status, forbidden.Status));
        Assert.Contains("invalid_api_key", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("api.model.read", forbidden.Message, StringComparison.Ordinal);
    }

    private static async Task ModelsAsync(OpenAiVendor vendor, string key) =>
        await Client(vendor, key).GetOpenAIModelClient().GetModelsAsync(TestContext.Current.CancellationToken);

    private static async Task<OpenAiVendor> StartAsync()
    {
        OpenAiVendor vendor = await OpenAiVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Key);
        return vendor;
    }

    private static OpenAIClient Client(OpenAiVendor vendor, string key = Key) =>
        new(new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = new Uri(vendor.BaseUrl), RetryPolicy = new ClientRetryPolicy(0) });
}
