namespace IntegrationHost.Contracts.Modules;

/// <summary>One input of a module that cannot be used as it is.</summary>
/// <param name="Field">The input's name as in the metadata.</param>
/// <param name="Message">What is wrong and what would be right. Never repeats the value.</param>
public sealed record InputProblem(string Field, string Message);
