using System.Text.Json;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Verification;

/// <summary>Reads what the answers of a smoke test tell about the credential.</summary>
internal sealed class FactReader(IReadOnlyList<ProviderAnswer> answers, ICredentialSource credential, DateTimeOffset now)
{
    /// <summary>Labelled values in the order of the metadata; what is not told is left out.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadIdentityAsync(IReadOnlyList<FactDescriptor> facts, CancellationToken cancellationToken)
    {
        var identity = new List<KeyValuePair<string, string>>();
        foreach (FactDescriptor fact in facts)
        {
            IReadOnlyList<string>? values = await ReadAsync(fact, cancellationToken);
            string value = VerdictText.Clean(string.Join(", ", values ?? []));
            if (value.Length > 0)
                identity.Add(new(fact.Label, value));
        }

        return identity;
    }

    /// <summary>Scopes in order, without repetition; <c>null</c> if no source tells, empty if one says that there are none.</summary>
    public async Task<IReadOnlyList<string>?> ReadScopesAsync(IReadOnlyList<FactDescriptor> facts, CancellationToken cancellationToken)
    {
        foreach (FactDescriptor fact in facts)
        {
            if (await ReadAsync(fact, cancellationToken) is { } values)
                return VerdictText.CleanSet(values);
        }

        return null;
    }

    /// <summary>The first time that a source tells; <c>null</c> if none does.</summary>
    public async Task<DateTimeOffset?> ReadTimeAsync(IReadOnlyList<FactDescriptor> facts, CancellationToken cancellationToken)
    {
        foreach (FactDescriptor fact in facts)
        {
            IReadOnlyList<string>? values = await ReadAsync(fact, cancellationToken);
            if (values is [var text, ..] && FactFormats.ReadTime(text, fact.Format, now) is { } time)
                return time;
        }

        return null;
    }

    /// <summary>The first value that a source tells; <c>null</c> if none does.</summary>
    public async Task<string?> ReadValueAsync(IReadOnlyList<FactDescriptor> facts, CancellationToken cancellationToken)
    {
        foreach (FactDescriptor fact in facts)
        {
            IReadOnlyList<string>? values = await ReadAsync(fact, cancellationToken);
            if (values is [var text, ..] && VerdictText.Clean(text) is { Length: > 0 } value)
                return value;
        }

        return null;
    }

    private async Task<IReadOnlyList<string>?> ReadAsync(FactDescriptor fact, CancellationToken cancellationToken)
    {
        if (fact.Source == FactSource.FieldPrefix)
            return await ReadPrefixAsync(fact, cancellationToken);

        string? request = fact.Source == FactSource.Token ? VerificationDescriptor.TokenRequest : fact.Request;
        foreach (ProviderAnswer answer in answers.Where(answer => request is null || request == answer.RequestId))
        {
            if (Find(fact, answer) is { } found)
                return [.. found.SelectMany(text => FactFormats.Split(text, fact.Format)).Select(text => Mapped(fact, text)).OfType<string>()];
        }

        return null;
    }

    private static IEnumerable<string>? Find(FactDescriptor fact, ProviderAnswer answer)
    {
        if (fact.Source == FactSource.Header)
            return answer.Response.Headers.TryGetValue(fact.Path, out string? header) ? [header] : null;

        if (answer.Json is not { } json || JsonPath.Find(json, fact.Path) is not { } value)
            return null;

        return fact.Format == FactFormat.Properties && value.ValueKind == JsonValueKind.Object ? Properties(value) : JsonPath.Texts(value);
    }

    private static IEnumerable<string> Properties(JsonElement value) =>
        value.EnumerateObject().Where(property => JsonPath.Text(property.Value) is not null).Select(property => $"{property.Name}:{JsonPath.Text(property.Value)}");

    // A value that the map does not know stands for nothing.
    private static string? Mapped(FactDescriptor fact, string text) =>
        fact.Map.Count == 0 ? text : fact.Map.Where(pair => pair.Key == text).Select(pair => pair.Value).FirstOrDefault();

    private async Task<IReadOnlyList<string>?> ReadPrefixAsync(FactDescriptor fact, CancellationToken cancellationToken)
    {
        using SecretText? value = await credential.ReadAsync(fact.Path, cancellationToken);
        if (value is null)
            return null;

        foreach ((string prefix, string meaning) in fact.Map)
        {
            if (value.Reveal().StartsWith(prefix, StringComparison.Ordinal))
                return [meaning];
        }

        return null;
    }
}
