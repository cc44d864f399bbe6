namespace IntegrationHost.Api.Problems;

/// <summary>The closed catalogue of problems.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Slug">Last part of the problem's type.</param>
/// <param name="Title">The same words for every occurrence.</param>
internal sealed record ProblemKind(int Status, string Slug, string Title)
{
    public static readonly ProblemKind BadRequest = new(400, "bad-request", "The request cannot be understood");
    public static readonly ProblemKind Unauthorized = new(401, "unauthorized", "The API token is missing or wrong");
    public static readonly ProblemKind Forbidden = new(403, "forbidden", "The request is refused");
    public static readonly ProblemKind NotFound = new(404, "not-found", "There is no such thing");
    public static readonly ProblemKind MethodNotAllowed = new(405, "method-not-allowed", "The method is not for this address");
    public static readonly ProblemKind RequestTimeout = new(408, "request-timeout", "The request came too slowly");
    public static readonly ProblemKind Conflict = new(409, "conflict", "The state of the thing does not allow it");
    public static readonly ProblemKind PreconditionFailed = new(412, "precondition-failed", "The thing was changed meanwhile");
    public static readonly ProblemKind TooLarge = new(413, "too-large", "The request body is too large");
    public static readonly ProblemKind WrongMediaType = new(415, "wrong-media-type", "The request body is not JSON in UTF-8");
    public static readonly ProblemKind Invalid = new(422, "invalid", "A value is not acceptable");
    public static readonly ProblemKind PreconditionRequired = new(428, "precondition-required", "The change does not say of which version it was made");
    public static readonly ProblemKind TooManyRequests = new(429, "too-many-requests", "Too many requests");
    public static readonly ProblemKind Internal = new(500, "internal", "The host failed");
    public static readonly ProblemKind ProviderFailed = new(502, "provider-failed", "The provider gave no usable answer");
    public static readonly ProblemKind UpstreamRefused = new(502, "upstream-refused", "The upstream did not do it");
    public static readonly ProblemKind UpstreamAway = new(503, "upstream-away", "The upstream does not answer");
    public static readonly ProblemKind Sealed = new(503, "sealed", "The store is sealed");
    public static readonly ProblemKind StorageFailed = new(503, "storage-failed", "The store's disk does not do its work");
    public static readonly ProblemKind AuditUnavailable = new(503, "audit-unavailable", "The audit trail cannot be written");
    public static readonly ProblemKind Timeout = new(504, "timeout", "The host took too long");
    public static readonly ProblemKind NoSpace = new(507, "no-space", "The store's disk takes no more writes");

    private static readonly Dictionary<int, ProblemKind> ByStatus = new[]
    {
        BadRequest, Unauthorized, Forbidden, NotFound, MethodNotAllowed, RequestTimeout, Conflict, PreconditionFailed, TooLarge, WrongMediaType, Invalid,
        PreconditionRequired, TooManyRequests, Internal, ProviderFailed, StorageFailed, Timeout, NoSpace,
    }.ToDictionary(kind => kind.Status);

    /// <summary>A URN, since there is no page to look at.</summary>
    public string Type => $"urn:integration-host:problem:{Slug}";

    /// <summary>The kind for a status that the platform decided.</summary>
    public static ProblemKind For(int status) => ByStatus.GetValueOrDefault(status, status < 500 ? BadRequest : Internal);
}
