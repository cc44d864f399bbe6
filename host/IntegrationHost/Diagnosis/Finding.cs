using System.Text.Json.Serialization;

namespace IntegrationHost.Diagnosis;

/// <summary>One thing the doctor looked at.</summary>
/// <param name="Subject">What.</param>
/// <param name="Outcome">How it is.</param>
/// <param name="Text">What was found, and the next step if something is to be done.</param>
internal sealed record Finding(string Subject, FindingOutcome Outcome, string Text);

/// <summary>How a thing is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingOutcome>))]
internal enum FindingOutcome
{
    Ok,
    Warn,
    Fail,
}
