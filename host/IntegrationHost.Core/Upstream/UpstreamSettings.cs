namespace IntegrationHost.Core.Upstream;

/// <summary>Which ThorAPI server this host works on. Holds no secret.</summary>
/// <param name="Server">Its address, without <c>/v1</c>.</param>
/// <param name="MetadataPath">Where it publishes its module metadata.</param>
/// <param name="Login"><c>none</c>, <c>token</c> or <c>password</c>.</param>
/// <param name="Username">User name of a login with a password.</param>
/// <param name="Version">Rises with each change.</param>
public sealed record UpstreamSettings(Uri Server, string MetadataPath, string Login, string? Username, long Version)
{
    /// <summary>The address as text, without a trailing slash: the same for the same server.</summary>
    internal string ServerText => Server.AbsoluteUri.TrimEnd('/');
}
