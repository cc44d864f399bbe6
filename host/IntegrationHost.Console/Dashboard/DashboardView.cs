using System.Drawing;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;
using IntegrationHost.Console.Templates;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace IntegrationHost.Console.Dashboard;

/// <summary>The screen: frame, rail, metrics, regions or a page, and the dialog on top.</summary>
internal sealed class DashboardView : Runnable
{
    private readonly DashboardModel _model;
    private readonly Ink _ink;
    private readonly ElbowFrame _frame;
    private readonly RailView _rail;
    private readonly HeroView _hero;
    private readonly View[] _regions;
    private readonly NoticeView _tooSmall;
    private readonly SentRows _sent = new();
    private DialogView? _dialog;
    private OverlayModel? _shown;
    private PanelView? _page;
    private PageModel? _pageShown;

    /// <param name="model">The dashboard.</param>
    /// <param name="ink">Colours.</param>
    public DashboardView(DashboardModel model, Ink ink)
    {
        _model = model;
        _ink = ink;
        KeyBindings.Clear();
        SetScheme(ink.ScreenScheme());
        _frame = new ElbowFrame(model, ink);
        _rail = new RailView(model, ink);
        _hero = new HeroView(model, ink);
        _regions = [new AccountsView(model, ink), new CoverageView(model, ink), new TemplatesView(model, ink)];
        _tooSmall = new NoticeView(ink) { Visible = false };
        Add(_frame, _rail, _hero);
        Add(_regions);
        Add(_tooSmall);
        model.Changed += Redraw;
        model.OverlayChanged += ShowOverlay;
    }

    /// <inheritdoc/>
    protected override void OnFrameChanged(in Rectangle frame) => Arrange();

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        // A terminal sends Esc and a key that follows at once like Alt and that key: nothing here is bound to Alt, and who leaves a dialog is often that quick. Within a form it might be meant.
        if (key is { IsAlt: true, IsCtrl: false } && MostFocused is not FormControl)
        {
            OnKeyDown(Key.Esc);
            App?.Keyboard.RaiseKeyDownEvent(key.NoAlt);
            return true;
        }

        string token = KeyToken.Of(key);
        if (CommandCatalog.Find(_model.Scopes, token) is { } command && _dialog?.Run(command.Id) is true)
            return true;
        _model.Press(token, KeyToken.Printable(key));
        // Nothing is left to the library's own bindings (its Esc quits) but the suspend of a shell.
        return token != "Ctrl+Z";
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _model.Changed -= Redraw;
        _model.OverlayChanged -= ShowOverlay;
        base.Dispose(disposing);
    }

    /// <summary>The terminal may show anything now, as after it came back to the foreground: everything is sent once more.</summary>
    public void Repaint()
    {
        _sent.Forget();
        SetNeedsDraw();
    }

    /// <inheritdoc/>
    protected override void OnDrawComplete(DrawContext? context)
    {
        if (App?.Driver is { } driver)
            _sent.Choose(driver.GetOutputBuffer());
    }

    private void Redraw()
    {
        ShowPage();
        Arrange();
        _dialog?.Refresh();
        foreach (PaintedView view in SubViews.OfType<PaintedView>())
            view.LookAgain();
    }

    private void Arrange()
    {
        if (_regions is null)
            return;
        Size size = Viewport.Size;
        DashboardLayout layout = DashboardLayout.Of(size.Width, size.Height, _model.Page is not null ? null : _model.Region, _model.Zoomed);
        _tooSmall.Text = $"terminal too small ({size.Width}x{size.Height}), need 60x16";
        Place(_tooSmall, layout.TooSmall ? new Rectangle(0, 0, size.Width, size.Height) : Rectangle.Empty);
        _frame.Compact = layout.Compact;
        Place(_frame, layout.TooSmall ? Rectangle.Empty : new Rectangle(0, 0, size.Width, size.Height));
        Place(_rail, layout.Compact ? Rectangle.Empty : new Rectangle(0, 4, DashboardLayout.Rail + 1, size.Height - 8));
        Place(_hero, layout.Hero);
        Place(_regions[0], layout.Accounts);
        Place(_regions[1], layout.Coverage);
        Place(_regions[2], layout.Templates);
        if (_page is not null)
            Place(_page, layout.Page);
        if (_dialog is null)
            return;
        _dialog.Visible = !layout.TooSmall;
        _dialog.Center(size);
    }

    private static void Place(View view, Rectangle area)
    {
        view.Visible = !area.IsEmpty;
        if (!area.IsEmpty && view.Frame != area)
            view.Frame = area;
    }

    private void ShowPage()
    {
        if (_pageShown == _model.Page)
            return;
        if (_page is not null)
        {
            Remove(_page);
            _page.Dispose();
            _page = null;
        }

        _pageShown = _model.Page;
        SetNeedsDraw();
        if (_pageShown is null || PageCatalog.Find(_model.PageId) is not { } entry)
            return;
        _page = entry.View(_model, _pageShown, _ink);
        Add(_page);
        if (_dialog is null)
            return;
        // The last one added is on top, and a dialog stands above whatever is shown.
        Remove(_dialog);
        Add(_dialog);
        _dialog.FocusFirst();
    }

    private void ShowOverlay()
    {
        if (_shown == _model.Overlay)
            return;
        if (_dialog is not null)
        {
            Remove(_dialog);
            _dialog.Dispose();
            _dialog = null;
        }

        _shown = _model.Overlay;
        _ink.Dim = _shown is not null;
        if (_shown is not null)
        {
            _dialog = DialogCatalog.Create(_shown, _ink);
            Add(_dialog);
            Arrange();
            _dialog.FocusFirst();
        }
        else
        {
            SetFocus();
        }

        SetNeedsDraw();
        Redraw();
    }
}
