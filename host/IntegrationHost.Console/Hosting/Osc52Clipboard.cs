using System.Text;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace IntegrationHost.Console.Hosting;

/// <summary>The terminal's own clipboard: it can be written, over SSH too, and never read. The library's would run <c>xclip</c> through a shell.</summary>
internal sealed class Osc52Clipboard(IDriver driver) : ClipboardBase
{
    /// <inheritdoc/>
    public override bool IsSupported => true;

    /// <summary>The sequence that hands a text to the terminal.</summary>
    public static string Sequence(string text) => $"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\a";

    /// <inheritdoc/>
    protected override string GetClipboardDataImpl() => "";

    /// <inheritdoc/>
    protected override void SetClipboardDataImpl(string text) => driver.WriteRaw(Sequence(text));
}
