using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Generators.Tests.Samples;
using Microsoft.CodeAnalysis.Emit;

namespace IntegrationHost.Generators.Tests.Generation;

/// <summary>The generated C#, compiled, loaded and run against a channel that records.</summary>
public sealed class CompiledPluginTests
{
    private static readonly Lazy<IProviderPlugin> Plugin = new(Load);

    private const string Crate = """{ "shelf": "a-1", "title": "Tea \"green\"", "weight": 1.50, "colour": "red", "fragile": true, "due": "2026-01-31T08:00:00+01:00", "tags": ["x"], "dryRun": true }""";

    private static IProviderModule Module => Assert.Single(Plugin.Value.Modules);

    [Fact]
    public void Descriptor_SaysWhatTheMetadataSays()
    {
        ProviderDescriptor provider = Plugin.Value.Provider;
        Assert.Equal(("acme", "Acme", "https://api.acme.example/v2", "#44AA88"), (provider.Id, provider.Name, provider.BaseUrl, provider.AccentColor));
        CredentialKindDescriptor kind = Assert.Single(provider.CredentialKinds);
        CredentialFieldDescriptor field = Assert.Single(kind.Fields);
        Assert.Equal(("apiKey", true, true, "acme_[A-Za-z0-9]+", AccountProperty.ApiKey), (field.Key, field.Secret, field.Required, field.Pattern, field.AccountProperty));
        Assert.Equal((AuthScheme.Header, "X-Acme-Key", "{apiKey}"), (kind.Auth.Scheme, kind.Auth.Name, kind.Auth.Value));
        Assert.Equal(["acme.ok", "acme.key-invalid"], kind.Verification.Rules.Select(rule => rule.Id));
        Assert.Equal([VerdictKind.Valid, VerdictKind.Invalid], kind.Verification.Rules.Select(rule => rule.Verdict));
        Assert.Equal(ConditionOperator.In, kind.Verification.Rules[1].Body[0].Operator);
        Assert.Equal("com.acme.workflow.AcmeCrateModule", Module.Descriptor.ModuleClass);
        Assert.Equal(["crates:write"], Module.Descriptor.RequiredScopes);
    }

    [Fact]
    public async Task Execute_BuildsTheRequest_AndReadsTheAnswer()
    {
        var channel = new RecordingChannel("""{ "ok": true, "crate": { "id": "c-9", "position": 4 } }""");

        ModuleResult result = await Module.ExecuteAsync(Crate, channel, TestContext.Current.CancellationToken);

        Assert.Null(result.Error);
        Assert.Equal("""{"crateId":"c-9","position":4}""", result.OutputJson);
        ProviderRequest request = Assert.Single(channel.Requests);
        Assert.Equal(("POST", "/shelves/a-1/crates"), (request.Method, request.Path));
        Assert.Equal([new("dry_run", "true")], request.Query);
        Assert.True(Guid.TryParse(request.Headers.Single(header => header.Key == "Idempotency-Key").Value, out _));
        JsonElement body = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal("Tea \"green\"", body.GetProperty("title").GetString());
        Assert.Equal(1, body.GetProperty("count").GetInt32());
        Assert.Equal("red", body.GetProperty("colour").GetString());
        Assert.Equal(1.5m, body.GetProperty("weight").GetDecimal());
        Assert.True(body.GetProperty("fragile").GetBoolean());
        Assert.Equal(DateTimeOffset.Parse("2026-01-31T07:00:00Z", System.Globalization.CultureInfo.InvariantCulture), body.GetProperty("due").GetDateTimeOffset());
        Assert.Equal("x", Assert.Single(body.GetProperty("tags").EnumerateArray()).GetString());
        Assert.False(body.TryGetProperty("shelf", out _));
        Assert.False(body.TryGetProperty("dryRun", out _));
    }

    [Theory]
    [InlineData("""{}""", "shelf,title")]
    [InlineData("""{ "shelf": "A 1", "title": "t" }""", "shelf")]
    [InlineData("""{ "shelf": "A 1", "count": 11 }""", "count,shelf,title")]
    [InlineData("""{ "shelf": "", "title": null }""", "shelf,title")]
    [InlineData("""{ "shelf": ["a"], "title": "t" }""", "shelf")]
    [InlineData("""{ "shelf": "a", "title": "t", "count": 11 }""", "count")]
    [InlineData("""{ "shelf": "a", "title": "t", "count": "many" }""", "count")]
    [InlineData("""{ "shelf": "a", "title": "t", "colour": "blue" }""", "colour")]
    [InlineData("""{ "shelf": "a", "title": "t", "due": "soon" }""", "due")]
    [InlineData("""{ "shelf": "a", "title": "t", "tags": ["1", "2", "3", "4"] }""", "tags")]
    [InlineData("""[]""", "")]
    [InlineData("""{""", "")]
    public async Task Execute_BadInputs_NamesEachAndSendsNothing(string input, string fields)
    {
        var channel = new RecordingChannel("{}");
        ModuleResult result = await Module.ExecuteAsync(input, channel, TestContext.Current.CancellationToken);
        Assert.Equal("invalid_input", result.Error!.Code);
        Assert.Equal(fields, string.Join(',', result.Error.Problems.Select(problem => problem.Field).Order(StringComparer.Ordinal)));
        Assert.Empty(channel.Requests);
    }

    [Theory]
    [InlineData(200, """{ "ok": false, "error": "shelf_full", "detail": "No room." }""", "shelf_full", "No room.")]
    [InlineData(409, """{ "error": "duplicate" }""", "duplicate", "409")]
    public async Task Execute_ProvidersError_IsTold(int status, string body, string code, string message)
    {
        ModuleResult result = await Module.ExecuteAsync(Crate, new RecordingChannel(body, status), TestContext.Current.CancellationToken);
        Assert.Equal((code, status), (result.Error!.Code, result.Error.StatusCode));
        Assert.Contains(message, result.Error.Message, StringComparison.Ordinal);
    }

    private static IProviderPlugin Load()
    {
        using var image = new MemoryStream();
        EmitResult emitted = GeneratorRun.Of(Sample.Json).Output.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext("generated").LoadFromStream(image);
        ProviderPluginAttribute entry = assembly.GetCustomAttribute<ProviderPluginAttribute>()!;
        return (IProviderPlugin)Activator.CreateInstance(entry.EntryType)!;
    }

    private sealed class RecordingChannel(string body, int status = 200) : IProviderChannel
    {
        public List<ProviderRequest> Requests { get; } = [];

        public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Task.FromResult(new ProviderResponse
            {
                StatusCode = status,
                ContentType = "application/json",
                Headers = new Dictionary<string, string>(),
                Body = Encoding.UTF8.GetBytes(body),
            });
        }
    }
}
