using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

// The least that the library can be used for: one screen, one label that counts keys. Ends with Ctrl+Q.
int keys = 0;
using IApplication app = Application.Create();
app.Init();
using var screen = new Runnable();
var label = new Label { X = Pos.Center(), Y = Pos.Center(), Text = "ready 0      " };
screen.Add(label);
screen.KeyDown += (_, key) =>
{
    if (key == Key.Q.WithCtrl)
        app.RequestStop();
    label.Text = $"ready {++keys}";
    key.Handled = true;
};
app.Run(screen);
