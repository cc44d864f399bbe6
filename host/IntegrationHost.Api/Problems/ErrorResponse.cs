namespace IntegrationHost.Api.Problems;

/// <summary>ThorAPI's error body, as under <c>/v1</c>.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Error">The status in words.</param>
/// <param name="Message">What it is this time and what to do; never repeats input.</param>
/// <param name="Timestamp">When.</param>
internal sealed record ErrorResponse(int Status, string Error, string Message, DateTimeOffset Timestamp);
