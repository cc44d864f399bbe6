namespace IntegrationHost.Contracts.Descriptors;

/// <summary>How the host places a credential on a request. Templates hold <c>{fieldKey}</c> placeholders, replaced once.</summary>
public sealed record AuthDescriptor
{
    /// <summary>The scheme, out of the host's closed set.</summary>
    public required AuthScheme Scheme { get; init; }

    /// <summary>For <see cref="AuthScheme.Bearer"/> and <see cref="AuthScheme.Header"/>: the value, such as <c>{apiKey}</c>.</summary>
    public string Value { get; init; } = "";

    /// <summary>For <see cref="AuthScheme.Header"/>: the header's name. For <see cref="AuthScheme.Query"/>: the parameter's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>For <see cref="AuthScheme.Basic"/>: the user name template.</summary>
    public string Username { get; init; } = "";

    /// <summary>For <see cref="AuthScheme.Basic"/>: the password template.</summary>
    public string Password { get; init; } = "";

    /// <summary>Further headers filled from fields; one whose placeholder has no value is left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
