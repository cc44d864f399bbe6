using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Problems;

/// <summary>Tells the API document which problems a group of addresses can answer with.</summary>
internal static class ProblemMetadata
{
    private static readonly int[] Host =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
        StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity,
        StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable,
    ];

    private static readonly int[] Thor =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
        StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable,
    ];

    /// <summary>Problem details, as under <c>/api</c>.</summary>
    public static RouteGroupBuilder WithProblems(this RouteGroupBuilder group) => Add(group, typeof(ProblemBody), "application/problem+json", Host);

    /// <summary>ThorAPI's error body, as under <c>/v1</c>.</summary>
    public static RouteGroupBuilder WithThorErrors(this RouteGroupBuilder group) => Add(group, typeof(ErrorResponse), "application/json", Thor);

    private static RouteGroupBuilder Add(RouteGroupBuilder group, Type body, string contentType, int[] statuses) =>
        group.WithMetadata([.. statuses.Select(status => new ProducesResponseTypeMetadata(status, body, [contentType]))]);
}
