using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Api.Tests.ThorApi;

public sealed class ModuleMetadataTests : ApiTest
{
    [Fact]
    public async Task Metadata_IsAnArrayOfExtractedModuleMetadata()
    {
        JsonArray modules = (await Api.SendAsync(HttpMethod.Get, "/v1/modules/metadata", null, HttpStatusCode.OK, Cancel))!.AsArray();

        Assert.Equal(["com.example.AcmeChatModule", "com.example.AcmeSendModule"], modules.Select(module => (string?)module!["moduleClass"]));
        JsonObject send = modules[1]!.AsObject();
        Assert.Superset(
            new HashSet<string> { "moduleType", "moduleClass", "name", "category", "description", "version", "icon", "accentColor", "tags", "inputs", "outputs", "config", "exceptions", "behavior", "examples", "dependencies" },
            send.Select(property => property.Key).ToHashSet());
        Assert.Equal("""{"accountName":"ACME","required":true,"fields":["apiKey","accountId","username"]}""", send["integrationAccount"]!.ToJsonString());
    }

    [Fact]
    public async Task Metadata_PulledFromThisHostAsFromAThorApiServer_SaysTheSame()
    {
        using ThorMetadataSource source = new(Api.TcpAddress.AbsoluteUri + "v1/", ThorMetadataSource.DefaultPath);

        MetadataResult read = MetadataReader.Read(await source.FetchAsync(new ThorLogin(Api.Token, null, null), Cancel), "acme.json");

        ModuleMetadata send = read.Provider!.Modules.Single(module => module.ModuleClass == AcmeCatalog.ModuleClass);
        Assert.Equal(("msg.acme.send", "Send", "Messaging"), (send.ModuleType, send.Name, send.Category));
        Assert.Equal(["text", "priority", "retries"], send.Inputs.Select(input => input.Name));
        Assert.Equal([true, false, false], send.Inputs.Select(input => input.Required));
        Assert.Equal(("string", "textarea", "Plain text."), (send.Inputs[0].Type, send.Inputs[0].Presentation.Control, send.Inputs[0].Presentation.HelpText));
        Assert.Equal(["low", "high"], send.Inputs[1].AllowedValues);
        Assert.Equal(("integer", "0", "5"), (send.Inputs[2].Type, send.Inputs[2].Minimum, send.Inputs[2].Maximum));
        Assert.Equal("number", Assert.Single(send.Outputs).Name);
        Assert.True(send.NeedsCredential);
        Assert.Contains(read.Provider.CredentialKinds.SelectMany(kind => kind.Fields), field => field.AccountProperty == "ApiKey" && field.Secret);
    }
}
