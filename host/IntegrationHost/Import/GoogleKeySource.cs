using System.Text.Json;

namespace IntegrationHost.Import;

/// <summary>The service account's key file that <c>GOOGLE_APPLICATION_CREDENTIALS</c> names.</summary>
internal sealed class GoogleKeySource : IImportSource
{
    private const string Variable = "GOOGLE_APPLICATION_CREDENTIALS";

    public IEnumerable<RawValue> Read(Surroundings surroundings, ICollection<LeftOut> leftOut)
    {
        if (surroundings.Variable(Variable) is not { } path)
            return [];

        string source = $"{Variable} {surroundings.Shown(path)}";
        try
        {
            if (Surroundings.Read(path) is not { } text)
            {
                leftOut.Add(new LeftOut(source, "There is no such file."));
                return [];
            }

            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("type", out JsonElement type) && type.ValueEquals("service_account"))
            {
                // One line: what the file's line ends are is no part of the key.
                return [new RawValue(source, Variable, JsonSerializer.Serialize(document.RootElement))];
            }

            leftOut.Add(new LeftOut(source, "It is no service account's key. Credentials of a person are got by signing in, not by a file."));
        }
        catch (JsonException)
        {
            leftOut.Add(new LeftOut(source, "The file is no JSON."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            leftOut.Add(new LeftOut(source, "The file cannot be read. Check its owner, mode and size."));
        }

        return [];
    }
}
