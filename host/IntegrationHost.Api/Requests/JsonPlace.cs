using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IntegrationHost.Api.Wire;

namespace IntegrationHost.Api.Requests;

/// <summary>Says where a request body is wrong, in words of the contract only.</summary>
/// <remarks>The platform's message repeats unknown property names, and its path does: a key pasted in the wrong place would come back.</remarks>
internal static class JsonPlace
{
    private static readonly FrozenSet<string> KnownNames = InputTypes().SelectMany(type => type.Properties).Select(property => property.Name).ToFrozenSet();

    public static string Describe(JsonException failure)
    {
        string line = failure is { LineNumber: { } number, BytePositionInLine: { } position } ? $" (line {number + 1}, byte {position})" : "";
        return $"The request body is malformed, or has a value of the wrong type, a property missing or too many, at {Shorten(failure.Path)}{line}. See /openapi/v1.json.";
    }

    /// <summary>The path up to the first name that is not of the contract.</summary>
    internal static string Shorten(string? path)
    {
        ReadOnlySpan<char> rest = path is { Length: > 0 } && path[0] == '$' ? path.AsSpan(1) : [];
        int kept = 0;
        while (kept < rest.Length)
        {
            int length = rest[kept] == '[' ? IndexLength(rest[kept..]) : NameLength(rest[kept..]);
            if (length == 0)
                break;
            kept += length;
        }

        return $"${rest[..kept]}";
    }

    private static int IndexLength(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf(']');
        return end > 1 && !text[1..end].ContainsAnyExceptInRange('0', '9') ? end + 1 : 0;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        if (text[0] != '.')
            return 0;
        int next = text[1..].IndexOfAny('.', '[');
        int end = next < 0 ? text.Length : next + 1;
        return KnownNames.Contains(text[1..end].ToString()) ? end : 0;
    }

    private static JsonTypeInfo[] InputTypes() =>
    [
        ApiJsonContext.Default.CreateAccountRequest, ApiJsonContext.Default.SetFieldsRequest, ApiJsonContext.Default.LinkRequest,
        ApiJsonContext.Default.IntegrationAccount, ApiJsonContext.Default.ExecModule, ApiJsonContext.Default.AccountReference,
        ApiJsonContext.Default.QuickCreateRequest, ApiJsonContext.Default.CloneAccountRequest, ApiJsonContext.Default.VerifyManyRequest,
        ApiJsonContext.Default.ChatMessage, ApiJsonContext.Default.LoginRequest, ApiJsonContext.Default.PasswordRequest, ApiJsonContext.Default.CreateWebhookRequest,
        ApiJsonContext.Default.CreateTokenRequest, ApiJsonContext.Default.PrincipalRequest, ApiJsonContext.Default.RoleRequest, ApiJsonContext.Default.PermissionRequest,
        ApiJsonContext.Default.SetPermissionsRequest, ApiJsonContext.Default.PermissionEntry, ApiJsonContext.Default.AuditVerifyRequest, ApiJsonContext.Default.AuditCheckRequest,
        ApiJsonContext.Default.AuditEventReport, ApiJsonContext.Default.RemoveSegmentRequest, ApiJsonContext.Default.AuditHashRequest, ApiJsonContext.Default.AclEntry,
        ApiJsonContext.Default.AclSid, ApiJsonContext.Default.AclObjectIdentity, ApiJsonContext.Default.AclClass, ApiJsonContext.Default.ThorRole, ApiJsonContext.Default.ThorPrincipal,
    ];
}
