namespace IntegrationHost.EndToEnd.Tests;

/// <summary>One finished run of the program.</summary>
internal sealed record HostRun(string Arguments, int ExitCode, string Output, string Error);
