using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>The form that takes credentials, then its steps and their result.</summary>
internal sealed class CredentialFormView : DialogView
{
    private const int Narrow = 88;

    private readonly CredentialFormModel _model;
    private readonly FormRows _rows;
    private readonly FormFlow _flow;
    private readonly PillButton _cancel;
    private readonly PillButton _submit;
    private (string? Label, string? Key)? _left;

    public CredentialFormView(CredentialFormModel model, Ink ink)
        : base(ink)
    {
        _model = model;
        _rows = new FormRows(model, ink, SetNeedsDraw);
        _flow = new FormFlow(_rows);
        _cancel = new PillButton("CANCEL", Palette.Lavender, ink, () => model.Run("form.cancel"));
        _submit = new PillButton(model.SubmitLabel, Palette.Tan, ink, model.Submit);
        Add(_cancel, _submit);
        Build();
        model.Filled += FocusFirst;
        model.Expanded += FocusMore;
    }

    /// <inheritdoc/>
    protected override string Heading => _model.Title;

    /// <inheritdoc/>
    protected override Rgb Accent => _model.Accent;

    private int FormHeight => Math.Max(1, Body.Height - 3);

    private IEnumerable<FormControl> Order => [.. _rows.All.Select(row => row.Control), _submit, _cancel];

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(
        DashboardLayout.IsCompact(screen.Width, screen.Height) ? Narrow : Math.Min(FormFlow.Broad, screen.Width - DashboardLayout.Rail - 3),
        Math.Max(_rows.Lines + 7, _model.Stage == FormStage.Editing ? 0 : _model.Granting is null ? 17 : 20));

    /// <inheritdoc/>
    public override void FocusFirst()
    {
        (_rows.First?.Control ?? _submit).SetFocus();
        Arrange();
    }

    private void FocusMore()
    {
        _left = FormRows.NameOf(_rows.Focused);
        _rows.More?.Control.SetFocus();
        Arrange();
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        if (_model.Stage != FormStage.Editing || command is not ("form.next" or "form.previous"))
            return false;
        FormControl[] order = [.. Order];
        int index = Array.FindIndex(order, control => control.HasFocus);
        int by = command == "form.next" ? 1 : -1;
        order[(index + by + order.Length) % order.Length].SetFocus();
        Arrange();
        return true;
    }

    /// <inheritdoc/>
    public override void Refresh()
    {
        if (_rows.IsStale)
            Rebuild();

        bool editing = _model.Stage == FormStage.Editing;
        if (_submit.Visible != editing)
        {
            foreach (FormControl control in Order)
                control.Visible = editing;
            if (editing)
                FocusFirst();
            else
                SetFocus();
        }

        Arrange();
    }

    /// <inheritdoc/>
    protected override void OnFrameChanged(in Rectangle frame) => Arrange();

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        if (_model.Stage != FormStage.Editing)
        {
            FormResult.Draw(canvas, body, _model);
            return;
        }

        // Where a key is made is of use as long as one is asked for.
        canvas.Text(body.X, 1, Fitting(_model.Subtitle, body.Width), Palette.Lavender, Palette.Black, width: body.Width);
        FormPainter.Draw(canvas, body, _model, _rows, _flow, FormHeight, Order.FirstOrDefault(control => control.HasFocus)?.Hint ?? "");
    }

    // An address is of use only whole, with or without the words before it.
    private static string Fitting(string text, int width) =>
        text.Length > width && text.IndexOf("https://", StringComparison.Ordinal) is > 0 and int address ? text[address..] : text;

    // A choice that changes what is asked for keeps the focus, so that the next choice is one key away; from a field that is no longer shown it goes back to where it came from.
    private void Rebuild()
    {
        FormRow? current = _rows.Focused;
        (string?, string?) name = FormRows.NameOf(current);
        Build();
        if (current is null)
            _submit.SetFocus();
        else
            (_rows.Named(name)?.Control ?? (_left is { } left ? _rows.Named(left)?.Control ?? _submit : _rows.All.Count > 0 ? _rows.All[0].Control : _submit)).SetFocus();
    }

    private void Build()
    {
        foreach (FormRow row in _rows.All)
        {
            Remove(row.Control);
            row.Control.Dispose();
        }

        _rows.Build();
        foreach (FormRow row in _rows.All)
            Add(row.Control);
        if (SuperView is { } screen)
            Center(screen.Viewport.Size);
        Arrange();
    }

    // Rows out of sight are hidden.
    private void Arrange()
    {
        if (_rows is null || Viewport.Width == 0)
            return;
        Rectangle body = Body;
        int label = _flow.LabelWidth(Viewport.Width);
        int room = SuperView is { } screen ? Math.Max(body.Height - 3, screen.Viewport.Height - 1 - 7) : body.Height - 3;
        if (_flow.Reflow(body.Width - label, room) && SuperView is { } around)
            Center(around.Viewport.Size);
        _flow.Scroll(FormHeight);
        bool editing = _model.Stage == FormStage.Editing;
        foreach (FormRow row in _rows.All)
        {
            int width = body.Width - label - (row.Field is null ? 0 : FormFlow.NoteWidth(Viewport.Width));
            int height = _flow.HeightInSight(row, FormHeight);
            Put(row.Control, new Rectangle(body.X + label, body.Y + row.Top - _flow.Top, width, Math.Max(1, height)));
            row.Control.Visible = editing && height > 0;
        }

        string step = _model.VerifyAfter ? $"{_model.SubmitLabel}, VERIFY" : _model.SubmitLabel;
        int links = _model.Modules.Count(choice => choice.Selected);
        _submit.Label = links == 0 ? step : _model.ListsModules ? $"{step} & LINK" : $"{step} & LINK {links}";
        Put(_submit, new Rectangle(body.Right - _submit.Columns, body.Bottom - 1, _submit.Columns, 1));
        Put(_cancel, new Rectangle(body.Right - _submit.Columns - _cancel.Columns - 1, body.Bottom - 1, _cancel.Columns, 1));
    }
}
