using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Prompts;

/// <summary>A short form.</summary>
internal sealed class PromptView : DialogView
{
    private const int LabelWidth = 14;
    private const int FieldRows = 3;

    private readonly PromptModel _model;
    private readonly FormControl[] _controls;

    public PromptView(PromptModel model, Ink ink)
        : base(ink)
    {
        _model = model;
        PillButton submit = new(model.SubmitLabel, Palette.Tan, ink, () => model.Run("prompt.submit"));
        _controls = [.. model.Fields.Select(field => field.Choices.Count > 0 ? (FormControl)new PickField(field, ink) : new EntryField(field, ink)), submit];
        foreach (FormControl control in _controls)
        {
            control.HasFocusChanged += (_, _) => SetNeedsDraw();
            Add(control);
        }

        foreach (FormField field in model.Fields)
            field.Changed += SetNeedsDraw;
    }

    /// <inheritdoc/>
    protected override string Heading => _model.Title;

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Lavender;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(76, (_model.Fields.Count * FieldRows) + 8);

    /// <inheritdoc/>
    public override void FocusFirst()
    {
        _controls[0].SetFocus();
        Arrange();
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        int by = command switch { "prompt.next" => 1, "prompt.previous" => -1, _ => 0 };
        if (by == 0)
            return false;
        int index = Array.FindIndex(_controls, control => control.HasFocus);
        _controls[(index + by + _controls.Length) % _controls.Length].SetFocus();
        return true;
    }

    /// <inheritdoc/>
    public override void Refresh() => Arrange();

    /// <inheritdoc/>
    protected override void OnFrameChanged(in Rectangle frame) => Arrange();

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        canvas.Wrapped(new Rectangle(body.X, body.Y, body.Width, 2), _model.Note, Palette.Lavender, Palette.Black);
        for (int index = 0; index < _model.Fields.Count; index++)
        {
            FormField field = _model.Fields[index];
            int y = body.Y + 3 + (index * FieldRows);
            bool here = _controls[index].HasFocus;
            canvas.Text(body.X, y, field.Required ? $"{field.Label} *" : field.Label, here ? Palette.Orange : Palette.Peach, Palette.Black, bold: here, width: LabelWidth - 1);
            (string below, Rgb color) = field.Problem is { } problem ? ($"x {problem}", Palette.Red) : field.Warning is { } warning ? ($"! {warning}", Palette.Tan) : (field.Help, Palette.Grey);
            canvas.Wrapped(new Rectangle(body.X + LabelWidth, y + 1, body.Width - LabelWidth, FieldRows - 1), below, color, Palette.Black);
        }

        (string state, Rgb tone) = _model.Working ? ("~ asking the host", Palette.Sky)
            : _model.Problem.Length > 0 ? ($"x {_model.Problem}", Palette.Red)
            : (_controls.FirstOrDefault(control => control.HasFocus)?.Hint ?? "", Palette.Grey);
        canvas.Text(body.X, body.Bottom - 1, state, tone, Palette.Black, bold: tone != Palette.Grey, width: body.Width - _model.SubmitLabel.Length - 8);
    }

    private void Arrange()
    {
        if (_controls is null || Viewport.Width == 0)
            return;
        Rectangle body = Body;
        for (int index = 0; index < _model.Fields.Count; index++)
            Put(_controls[index], new Rectangle(body.X + LabelWidth, body.Y + 3 + (index * FieldRows), body.Width - LabelWidth, 1));
        PillButton submit = (PillButton)_controls[^1];
        Put(submit, new Rectangle(body.Right - submit.Columns, body.Bottom - 1, submit.Columns, 1));
    }
}
