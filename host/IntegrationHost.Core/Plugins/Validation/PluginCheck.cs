namespace IntegrationHost.Core.Plugins.Validation;

/// <summary>One thing that was looked at in a plugin.</summary>
/// <param name="Id">Name of the check, which does not change: CI may ask for it.</param>
/// <param name="Severity"><c>error</c>: a host would refuse it; <c>warning</c>: it would run, and something is wrong; <c>info</c>: to know.</param>
/// <param name="Passed">Whether it is as it should be.</param>
/// <param name="Message">What was found; if it did not pass, why and what to do.</param>
public sealed record PluginCheck(string Id, string Severity, bool Passed, string Message);
