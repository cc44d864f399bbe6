using System.Text.Json.Serialization;

namespace IntegrationHost.Api.Problems;

/// <summary>RFC 9457 problem details, as under <c>/api</c>.</summary>
/// <param name="Type">Which problem, as a URN of the closed catalogue.</param>
/// <param name="Title">The same words for every occurrence.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What it is this time and what to do; never repeats input.</param>
/// <param name="TraceId">Names this request.</param>
/// <param name="Errors">What is wrong by field key.</param>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors);
