namespace IntegrationHost.Contracts.Generated;

/// <summary>A file of a multipart body (RFC 7578). As JSON: <c>{ "name": "a.pdf", "contentType": "application/pdf", "base64": "..." }</c>, or a text, which is its content.</summary>
/// <param name="Name">File name, without a path.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Content">The bytes.</param>
public sealed record FilePart(string Name, string ContentType, ReadOnlyMemory<byte> Content) : IModuleRecord
{
    /// <inheritdoc/>
    public string ToJson() => new OutputWriter().Add("name", Name).Add("contentType", ContentType).Add("base64", Convert.ToBase64String(Content.Span)).ToJson();

    /// <summary>Prints the size, never the content.</summary>
    public override string ToString() => $"FilePart({ContentType}, {Content.Length} bytes)";
}
