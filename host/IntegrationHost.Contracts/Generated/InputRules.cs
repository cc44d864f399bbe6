using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts.Generated;

/// <summary>Gathers what is wrong with the values of an input. Each message names the field and what would be right, never the value.</summary>
public sealed class InputRules
{
    private readonly List<InputProblem> problems = [];

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<InputProblem> Problems => problems;

    /// <summary>The number must lie in a range; <c>null</c> for no bound.</summary>
    public void Range(string name, decimal? value, decimal? least, decimal? most)
    {
        Check(name, value is null || least is null || value >= least, $"must be at least {least}.");
        Check(name, value is null || most is null || value <= most, $"must be at most {most}.");
    }

    /// <summary>The text must have a length in a range; <c>null</c> for no bound.</summary>
    public void Length(string name, string? value, int? least, int? most) => Count(name, value?.Length, "characters", least, most);

    /// <summary>The array must have a number of items in a range; <c>null</c> for no bound.</summary>
    public void Items(string name, JsonElement? value, int? least, int? most) => Count(name, value is { ValueKind: JsonValueKind.Array } array ? array.GetArrayLength() : null, "items", least, most);

    /// <summary>The list must have a number of items in a range; <c>null</c> for no bound.</summary>
    public void Items<T>(string name, IReadOnlyCollection<T>? value, int? least, int? most) => Count(name, value?.Count, "items", least, most);

    /// <summary>The number must be one of these.</summary>
    public void OneOf(string name, decimal? value, params decimal[] values) =>
        Check(name, value is not { } number || values.Contains(number), $"must be one of: {string.Join(", ", values)}.");

    /// <summary>The text must be an e-mail address: one <c>@</c> with something around it. What a workflow fills in later passes.</summary>
    public void Email(string name, string? value) =>
        Check(name, value is null || IsFilledLater(value) || (value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < value.Length - 1 && !value.Any(char.IsWhiteSpace)), "must be an e-mail address, such as ann@example.com.");

    /// <summary>The text must be an absolute http or https address. What a workflow fills in later passes.</summary>
    public void Address(string name, string? value) =>
        Check(name, value is null || IsFilledLater(value) || (Uri.TryCreate(value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"), "must be an absolute address, such as https://example.com/path.");

    /// <summary>An input that is required under a condition must be there when the condition holds.</summary>
    public void RequiredWhen(string name, bool needed, bool given, string condition) => Check(name, !needed || given, $"is missing; it is needed when {condition}. Give it a value.");

    /// <summary>The whole text must match.</summary>
    public void Pattern(string name, string? value, Regex pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Check(name, value is null || pattern.IsMatch(value), "is not of the form its description asks for.");
    }

    /// <summary>A pattern for the whole text, run in linear time.</summary>
    public static Regex Compile(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    // {{task.field}} and ${field} are how workflows name a value of another step.
    private static bool IsFilledLater(string value) => value.Contains("{{", StringComparison.Ordinal) || value.Contains("${", StringComparison.Ordinal);

    private void Count(string name, int? count, string unit, int? least, int? most)
    {
        Check(name, count is null || least is null || count >= least, $"must have at least {least} {unit}.");
        Check(name, count is null || most is null || count <= most, $"must have at most {most} {unit}.");
    }

    private void Check(string name, bool right, string otherwise)
    {
        if (!right)
        {
            problems.Add(new InputProblem(name, $"'{name}' {otherwise}"));
        }
    }
}
