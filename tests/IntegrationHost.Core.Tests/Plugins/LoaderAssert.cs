using System.Text.RegularExpressions;
using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Core.Tests.Plugins;

/// <summary>What holds in every situation: the broken plugin says why and what to do, and the good one beside it works.</summary>
internal static partial class LoaderAssert
{
    public static PluginState GoodAndLeftOut(PluginHost host, string id, PluginStatus status, params string[] parts)
    {
        Good(host);
        PluginState state = LeftOut(host, id, status, parts);
        Assert.Equal(["good"], host.Catalog.Providers.Select(provider => provider.Descriptor.Id));
        return state;
    }

    public static void Good(PluginHost host)
    {
        PluginState good = Assert.Single(host.Plugins, state => state.Id == "Good");
        Assert.Equal((PluginStatus.Active, "", "good"), (good.Status, good.Cause, Assert.Single(good.Providers)));
        Assert.Equal("Good", host.Catalog.Find("good")?.PluginId);
    }

    public static PluginState LeftOut(PluginHost host, string id, PluginStatus status, params string[] parts)
    {
        PluginState state = Assert.Single(host.Plugins, state => state.Id == id);
        Assert.True(state.Status == status, $"{id} is {state.Status}, not {status}: {state.Cause}");
        Assert.All(parts, part => Assert.Contains(part, state.Cause, StringComparison.Ordinal));
        IsReasonAndNextStep(state.Cause);
        return state;
    }

    /// <summary>At least two sentences on one line; no stack trace, no text of the plugin's own exception.</summary>
    private static void IsReasonAndNextStep(string cause)
    {
        Assert.Matches(TwoSentences(), cause);
        Assert.DoesNotContain("   at ", cause, StringComparison.Ordinal);
        Assert.DoesNotContain("is not shown", cause, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\A[^\r\n]+[.?] [A-Z][^\r\n]+\.\z")]
    private static partial Regex TwoSentences();
}
