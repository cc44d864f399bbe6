using System.Net.Http.Headers;
using System.Reflection;
using IntegrationHost.Api.Tests.Hosting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace IntegrationHost.Api.Tests.ThorApi;

/// <summary>A client that NSwag generates from ThorAPI's published contract, unchanged, works on this host: it does not notice that it is not ThorAPI.</summary>
public sealed class GeneratedClientTests : ApiTest
{
    private static readonly Lazy<Task<Type>> Generated = new(GenerateAsync);

    [Theory]
    [InlineData("SecureKey", "Algorithm")]
    [InlineData("Workflow", "Name")]
    [InlineData("Task", "Name")]
    [InlineData("WorkflowState", "State_value")]
    [InlineData("EventLog", "EventDetails")]
    [InlineData("ExecModule", "Notes")]
    [InlineData("IntegrationAccount", "Username")]
    public async Task GeneratedClient_MakesReadsListsChangesAndDeletes(string name, string property)
    {
        dynamic client = await ClientAsync();
        Type type = client.GetType().Assembly.GetType($"Thor.{name}", throwOnError: true)!;
        object entity = New(type, name);
        Set(entity, property, "first");

        object made = await CallAsync(client, $"Post{name}Async", entity);
        Guid id = (Guid)Get(made, "Id")!;
        object read = await CallAsync(client, $"Get{name}Async", id);
        Assert.Equal("first", Get(read, property));
        Set(read, property, "second");
        object saved = await CallAsync(client, $"Update{name}Async", id, read);
        var list = (System.Collections.ICollection)await CallAsync(client, $"Get{name}ListAsync", 0, 20, null!);
        await CallAsync(client, $"Delete{name}Async", id);
        var empty = (System.Collections.ICollection)await CallAsync(client, $"Get{name}ListAsync", 0, 20, null!);

        Assert.Equal("second", Get(saved, property));
        Assert.Single(list);
        Assert.Empty(empty);
    }

    [Fact]
    public async Task GeneratedClient_SavingWhatItRead_KeepsTheSecret_AndSeesErrors()
    {
        string account = (await Api.AddAccountAsync("ACME", "ak_generatedEXAMPLE", Cancel)).Id;
        dynamic client = await ClientAsync();

        object read = await CallAsync(client, "GetIntegrationAccountAsync", Guid.Parse(account));
        Set(read, "AccountName", "ACME_RENAMED");
        await CallAsync(client, "UpdateIntegrationAccountAsync", Guid.Parse(account), read);

        Assert.Equal("<ENCRYPTED_VALUE/>", Get(read, "ApiKey"));
        Assert.Equal("ak_generatedEXAMPLE", await Api.StoredKeyAsync(account, Cancel));
        Exception missing = await Assert.ThrowsAnyAsync<Exception>(() => (Task)CallAsync(client, "GetTaskAsync", Guid.NewGuid()));
        Assert.Equal(404, (int)Get(missing, "StatusCode")!);
    }

    private static object New(Type type, string name)
    {
        object entity = Activator.CreateInstance(type)!;
        if (name == "SecureKey")
        {
            Set(entity, "Version", "1");
            Set(entity, "KeyValue", "keyvalue-generated-EXAMPLE");
        }

        return entity;
    }

    private static void Set(object entity, string property, object value) => entity.GetType().GetProperty(property)!.SetValue(entity, value);

    private static object? Get(object entity, string property) => entity.GetType().GetProperty(property)!.GetValue(entity);

    private static async Task<object> CallAsync(object client, string method, params object?[] arguments)
    {
        MethodInfo call = client.GetType().GetMethods().Single(candidate => candidate.Name == method && candidate.GetParameters().LastOrDefault()?.ParameterType == typeof(CancellationToken));
        var task = (Task)call.Invoke(client, [.. arguments, Cancel])!;
        await task;
        return call.ReturnType.IsGenericType ? ((dynamic)task).Result : task;
    }

    private static async Task<Type> GenerateAsync()
    {
        await using Stream contract = typeof(GeneratedClientTests).Assembly.GetManifestResourceStream("thorapi-contract.openapi.json")!;
        using StreamReader reader = new(contract);
        OpenApiDocument document = await OpenApiDocument.FromJsonAsync(await reader.ReadToEndAsync(Cancel));
        CSharpClientGeneratorSettings settings = new() { ClassName = "ThorClient", GenerateOptionalParameters = false, CSharpGeneratorSettings = { Namespace = "Thor", JsonLibrary = CSharpJsonLibrary.NewtonsoftJson, GenerateOptionalPropertiesAsNullable = true } };
        string source = new CSharpClientGenerator(document, settings).GenerateFile();

        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Thor.Generated", [CSharpSyntaxTree.ParseText(source, cancellationToken: Cancel)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream assembly = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(assembly, cancellationToken: Cancel);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5)));
        return Assembly.Load(assembly.ToArray()).GetType("Thor.ThorClient", throwOnError: true)!;
    }

    private async Task<object> ClientAsync()
    {
        Type type = await Generated.Value;
        var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Api.Token);
        object client = Activator.CreateInstance(type, http)!;
        Set(client, "BaseUrl", new Uri(Api.TcpAddress, "v1").AbsoluteUri);
        return client;
    }
}
