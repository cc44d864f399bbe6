using IntegrationHost.Hosting;

namespace IntegrationHost.Tests.Hosting;

/// <summary>What must not be in the environment of a process that holds keys.</summary>
public sealed class InjectedCodeTests
{
    [Theory]
    [InlineData("DOTNET_STARTUP_HOOKS", "/tmp/hook.dll")]
    [InlineData("CORECLR_ENABLE_PROFILING", "1")]
    [InlineData("DOTNET_ENABLE_PROFILING", "0x1")]
    [InlineData("DOTNET_ADDITIONAL_DEPS", "/tmp")]
    [InlineData("DOTNET_SHARED_STORE", "/tmp")]
    [InlineData("DOTNET_DbgEnableMiniDump", "1")]
    [InlineData("COMPlus_DbgEnableMiniDump", "1")]
    [InlineData("DOTNET_DiagnosticPorts", "/tmp/port")]
    public void Find_WhatInjectsOrDumps_IsNamedWithoutItsValue(string name, string value)
    {
        string? refusal = InjectedCode.Find(asked => asked == name ? value : null);

        Assert.NotNull(refusal);
        Assert.Contains(name, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("/tmp", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CORECLR_ENABLE_PROFILING", "0")]
    [InlineData("DOTNET_STARTUP_HOOKS", "")]
    [InlineData("DOTNET_NOLOGO", "1")]
    [InlineData("DOTNET_EnableDiagnostics", "0")]
    public void Find_WhatIsHarmless_IsNotRefused(string name, string value) =>
        Assert.Null(InjectedCode.Find(asked => asked == name ? value : null));
}
