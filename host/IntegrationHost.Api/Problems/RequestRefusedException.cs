namespace IntegrationHost.Api.Problems;

/// <summary>A request that a handler cannot accept.</summary>
/// <param name="kind">Which problem.</param>
/// <param name="detail">What it is and what to do; never repeats input.</param>
internal sealed class RequestRefusedException(ProblemKind kind, string detail) : Exception(detail)
{
    /// <summary>Which problem.</summary>
    public ProblemKind Kind { get; } = kind;

    /// <summary>A 400 with this detail.</summary>
    public static RequestRefusedException BadRequest(string detail) => new(ProblemKind.BadRequest, detail);
}
