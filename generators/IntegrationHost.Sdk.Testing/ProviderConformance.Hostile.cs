using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Sdk.Testing.Servers;

namespace IntegrationHost.Sdk.Testing;

/// <content>Inputs and answers that mean harm.</content>
public abstract partial class ProviderConformance<TPlugin>
{
    private static readonly string[] NoInputs = ["", "null", "[]", "\"text\"", "7", "{", "{\"a\":", "{} {}", "{\"a\":\"\\ud800\"}", "{\"\\ud800\":1}"];

    private static readonly string[] BadAnswers = ["", "null", "[]", "7", "\"text\"", "{", "{\"a\":\"\\ud800\"}", "<html></html>"];

    /// <summary>What is no input, or one that tries to break out of its place, is refused, or is sent in its place and does nothing there.</summary>
    /// <param name="moduleClass">Class.</param>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RunModules))]
    public async Task Module_HostileInput_IsRefusedOrHarmless(string moduleClass)
    {
        IProviderModule module = Plugin.Module(moduleClass);
        IReadOnlyList<CredentialKindDescriptor> kinds = [.. Plugin.KindsOf(module.Descriptor)];
        foreach (string input in NoInputs.Append(Nested()))
        {
            var channel = new RecordingChannel();
            ModuleResult result = await RunAsync(module, input, channel);
            Assert.True(result.Error is not null, $"{moduleClass} takes what is no JSON object of whole characters for an input.");
            AssertHarmless(moduleClass, channel, kinds);
        }

        JsonObject good = JsonNode.Parse(Input(moduleClass))!.AsObject();
        var usual = new RecordingChannel();
        await RunAsync(module, good.ToJsonString(), usual);
        foreach (InputMetadata item in Plugin.MetadataOf(moduleClass).Inputs)
        {
            foreach (JsonNode? value in Hostile(kinds))
            {
                JsonObject input = good.DeepClone().AsObject();
                input[item.Name] = value?.DeepClone();
                var channel = new RecordingChannel();

                await RunAsync(module, input.ToJsonString(), channel);

                AssertHarmless(moduleClass, channel, kinds);
                if (channel.Requests.Count > 0 && usual.Requests.Count > 0)
                {
                    Assert.True(
                        Depth(channel.Requests[0]) == Depth(usual.Requests[0]),
                        $"The input {item.Name} of {moduleClass} changes the path it is put into. Encode it as one segment.");
                }
            }
        }
    }

    /// <summary>An answer that is not what the provider documents ends in outputs or an error, never in an exception.</summary>
    /// <param name="moduleClass">Class.</param>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(RunModules))]
    public async Task Module_BadAnswer_EndsInAResult(string moduleClass)
    {
        foreach (string answer in BadAnswers.Append(Nested()))
            await RunAsync(Plugin.Module(moduleClass), Input(moduleClass), new RecordingChannel(200, answer));
    }

    private static async Task<ModuleResult> RunAsync(IProviderModule module, string input, RecordingChannel channel)
    {
        try
        {
            return await module.ExecuteAsync(input, channel, Cancelled);
        }
        catch (Exception failure) when (failure is not (ChannelException or OperationCanceledException or Xunit.Sdk.IAssertionException))
        {
            Assert.Fail($"{module.Descriptor.ModuleClass} threw {failure.GetType().Name} instead of giving a result with an error.");
            throw;
        }
    }

    private static IEnumerable<JsonNode?> Hostile(IReadOnlyList<CredentialKindDescriptor> kinds)
    {
        string secretKey = kinds.SelectMany(kind => kind.Fields).FirstOrDefault(field => field.Secret)?.Key ?? "secret";
        string[] texts = ["..", "../../admin", "a/../../b?c=d#e", "a\r\nX-Evil: 1", "{" + secretKey + "}", "\u202e\u0000", "//evil.example/", new string('x', 100_000)];
        return [.. texts.Select(text => JsonValue.Create(text)), null, new JsonArray(), new JsonObject(), JsonValue.Create(-1), JsonValue.Create(1e300), JsonValue.Create(true)];
    }

    private static string Nested() => string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000);

    private static int Depth(ProviderRequest request) => request.Path.Count(character => character == '/');
}
