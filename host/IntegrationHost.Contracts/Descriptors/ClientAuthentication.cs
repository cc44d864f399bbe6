namespace IntegrationHost.Contracts.Descriptors;

/// <summary>How a client says at the token endpoint who it is (RFC 6749, section 2.3).</summary>
public enum ClientAuthentication
{
    /// <summary>Id and secret as form fields.</summary>
    Body,

    /// <summary>Id and secret as <c>Authorization: Basic</c>.</summary>
    Basic,

    /// <summary>The id as a form field, without a secret: a public client.</summary>
    None,
}
