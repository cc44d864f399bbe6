namespace IntegrationHost.Contracts.Modules;

/// <summary>Why a module did not run or the provider refused it.</summary>
/// <param name="Code"><c>invalid_input</c>, or the provider's own error code, or <c>http_404</c> and the like where it gave none.</param>
/// <param name="Message">One sentence for a person. Never holds a secret or an echo of unknown input.</param>
public sealed record ModuleError(string Code, string Message)
{
    /// <summary>The HTTP status of the provider's answer; <c>null</c> if the request was never sent.</summary>
    public int? StatusCode { get; init; }

    /// <summary>For <c>invalid_input</c>: each input that is wrong, with what to do about it.</summary>
    public IReadOnlyList<InputProblem> Problems { get; init; } = [];
}
