namespace IntegrationHost.Console.Templates;

/// <summary>What is wrong or unusual about a value. Never holds the value.</summary>
/// <param name="Problem">Why it cannot be stored, or <c>null</c>.</param>
/// <param name="Warning">What is unusual but accepted, or <c>null</c>.</param>
internal readonly record struct FieldCheck(string? Problem, string? Warning)
{
    /// <summary>Nothing to say.</summary>
    public static FieldCheck Fine => default;
}
