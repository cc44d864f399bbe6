using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Tests.Fakes;

namespace IntegrationHost.Console.Tests.Screens;

/// <summary>A screen on the fake host's sample.</summary>
internal static class SampleScreen
{
    /// <summary>The screen after its first data.</summary>
    public static async Task<Screen> OpenAsync(int width = 120, int height = 36, ColorMode color = ColorMode.TrueColor)
    {
        FixedTime time = new();
        return await Screen.ReadyAsync(SampleHost.Make(time), time, width, height, color);
    }
}
