using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>The form that takes credentials, then its steps and their result.</summary>
internal sealed class CredentialFormView : DialogView
{
    private const int Narrow = 88;
    private const int Slim = 76;
    private const int Broad = 104;
    private const int LeastLabel = 15;
    private const int MostLabel = 24;
    private const int MostExtra = 3;

    private readonly CredentialFormModel _model;
    private readonly PillButton _cancel;
    private readonly PillButton _submit;
    private readonly List<FormRow> _rows = [];
    private FormField[] _fields = [];
    private string _shape = "";
    private (string? Label, string? Key)? _left;
    private int _top;

    public CredentialFormView(CredentialFormModel model, Ink ink)
        : base(ink)
    {
        _model = model;
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

    private int NoteWidth => Viewport.Width < Slim ? 12 : 20;

    private int FormHeight => Math.Max(1, Body.Height - 3);

    private int FormLines => _rows.Count == 0 ? 0 : _rows[^1].Top + _rows[^1].Lines;

    // As wide as the longest label, within reason: a label that is cut short says less than a field that is.
    private int LabelWidth => Math.Clamp(_rows.Select(row => row.Label.Length + (row.Field is { Required: true } ? 3 : 1)).DefaultIfEmpty().Max(), LeastLabel, Viewport.Width >= Broad - 8 ? MostLabel : Viewport.Width < Slim ? LeastLabel : MostLabel - 2);

    private IEnumerable<FormControl> Order => [.. _rows.Select(row => row.Control), _submit, _cancel];

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(DashboardLayout.IsCompact(screen.Width, screen.Height) ? Narrow : Math.Min(Broad, screen.Width - DashboardLayout.Rail - 3), Math.Max(FormLines + 7, _model.Stage == FormStage.Editing ? 0 : _model.Granting is null ? 17 : 20));

    /// <inheritdoc/>
    public override void FocusFirst()
    {
        // What is asked for first; if nothing is, the form only waits to be sent.
        FormRow? first = _rows.FirstOrDefault(row => row.Field is { Problem: not null })
            ?? (_model.BeginsAtFirstEmpty ? _rows.FirstOrDefault(row => row.Field is { IsEmpty: true }) ?? _rows.FirstOrDefault() : null)
            ?? _rows.FirstOrDefault(row => row.Field is { IsEmpty: true, Required: true })
            ?? (_rows.Any(row => row.Field is { Secret: not null, IsEmpty: false }) ? null : _rows.FirstOrDefault(row => row.Field is { Secret: not null }));
        (first?.Control ?? _submit).SetFocus();
        Arrange();
    }

    // What must be given has been filled in already, such as the name of a short form: people come for the rest, such as the base URL.
    private void FocusMore()
    {
        _left = NameOf(_rows.FirstOrDefault(row => row.Control.HasFocus));
        (_rows.FirstOrDefault(row => row.Field is { Advanced: true, Required: false }) ?? _rows.FirstOrDefault(row => row.Field is { Advanced: true }))?.Control.SetFocus();
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
        if (_shape != Shape() || !_fields.SequenceEqual(_model.Shown))
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
        canvas.Text(body.X, 1, _model.Subtitle, Palette.Lavender, Palette.Black, width: body.Width);
        if (_model.Stage == FormStage.Editing)
            DrawForm(canvas, body);
        else
            FormResult.Draw(canvas, body, _model);
    }

    private void DrawForm(Canvas canvas, Rectangle body)
    {
        foreach (FormRow row in _rows.Where(row => row.Control.Visible))
        {
            int y = body.Y + row.Top - _top;
            bool here = row.Control.HasFocus;
            canvas.Text(body.X, y, row.Field is { Required: true } ? $"{row.Label} *" : row.Label, here ? Palette.Orange : Palette.Peach, Palette.Black, bold: here, width: LabelWidth - 1);
            if (row.Field is not { } field)
                continue;
            int noteAt = body.Right - NoteWidth + 1;
            bool fine = field.Problem is null && !field.IsEmpty;
            canvas.Text(noteAt, y, fine ? $"{(field.Warning is null ? "✔" : "!")} {field.Note}" : field.Note, field.Problem is not null ? Palette.Red : field.Warning is not null ? Palette.Tan : Palette.Green, Palette.Black);
            (string below, Rgb color) = Below(field);
            canvas.Wrapped(new Rectangle(body.X + LabelWidth, y + 1, body.Width - LabelWidth, row.Lines - row.Height), below, color, Palette.Black);
        }

        if (_top > 0)
            canvas.Text(body.Right, body.Y, "▲", Palette.Orange, Palette.Black);
        if (_top + FormHeight < FormLines)
            canvas.Text(body.Right, body.Y + FormHeight - 1, "▼", Palette.Orange, Palette.Black);
        DrawHint(canvas, body);
    }

    private void DrawHint(Canvas canvas, Rectangle body)
    {
        string hint = Order.FirstOrDefault(control => control.HasFocus)?.Hint ?? "";
        string more = _model.HasMore ? _model.ShowsAll ? "F2 fewer fields" : "F2 all fields" : "";
        (string text, Rgb color) = _model.Problem.Length > 0 ? ($"x {_model.Problem}", Palette.Red)
            : _model.Notice.Length > 0 ? ($"! {_model.Notice}", Palette.Tan)
            : (hint, Palette.Grey);
        canvas.Text(body.X, body.Bottom - 2, text, color, Palette.Black, bold: _model.Problem.Length > 0, width: body.Width - more.Length - 2);
        canvas.TextRight(body.Right, body.Bottom - 2, more, Palette.Grey, Palette.Black);
    }

    // Which rows there are beside the fields.
    private string Shape() => $"{_model.Kinds.Count}.{_model.Grants.Count}.{_model.ListsModules}.{_model.CanVerify}";

    // A choice that changes what is asked for keeps the focus, so that the next choice is one key away; from a field that is no longer shown it goes back to where it came from.
    private void Rebuild()
    {
        FormRow? current = _rows.FirstOrDefault(row => row.Control.HasFocus);
        (string?, string?) name = NameOf(current);
        Build();
        if (current is null)
            _submit.SetFocus();
        else
            (Named(name)?.Control ?? (_left is { } left ? Named(left)?.Control ?? _submit : _rows.FirstOrDefault()?.Control ?? _submit)).SetFocus();
    }

    private FormRow? Named((string? Label, string? Key) name) => _rows.FirstOrDefault(row => NameOf(row) == name);

    private static (string? Label, string? Key) NameOf(FormRow? row) => (row?.Label, row?.Field?.Key);

    private void Build()
    {
        foreach (FormRow row in _rows)
        {
            Remove(row.Control);
            row.Control.Dispose();
        }

        _rows.Clear();
        _fields = [.. _model.Shown];
        _shape = Shape();
        if (_model.Kinds.Count > 1)
            AddRow(new ChoiceField(_model.Kinds, () => _model.KindIndex, _model.ChooseKind, Ink), _model.KindLabel, null, 1);
        if (_model.Grants.Count > 0)
            AddRow(new ChoiceField(_model.Grants, () => _model.GrantIndex, _model.ChooseGrant, Ink), "Access", null, 1);
        foreach (FormField field in _fields)
            AddRow(Control(field), field.Label, field, 1);
        if (_model.ListsModules)
        {
            ModuleChecklist list = new(_model.Modules, _model.Touch, Ink);
            AddRow(list, "Link modules", null, list.Rows);
        }

        if (_model.CanVerify)
            AddRow(new ToggleField("verify after storing", () => _model.VerifyAfter, on => { _model.VerifyAfter = on; _model.Touch(); }, Ink), "", null, 1);
        if (SuperView is { } screen)
            Center(screen.Viewport.Size);
        Arrange();
    }

    private static (string Text, Rgb Color) Below(FormField field) => (field.Problem, field.Warning) switch
    {
        ({ } problem, _) => ($"x {problem}", Palette.Red),
        (_, { } warning) => ($"! {warning}", Palette.Tan),
        _ => (field.Help, Palette.Grey),
    };

    // What is said of a field may take a second line where all rows fit nevertheless, as far as the screen goes; of the field that is being typed into all is said.
    private void Reflow(int width, int room)
    {
        int screen = SuperView is { } super ? Math.Max(room, super.Viewport.Height - 1 - 7) : room;
        int[] wanted = [.. _rows.Select(row => row.Field is { } field && Canvas.Wrap(field.Help, width).Count > 1 ? 1 : 0)];
        bool fits = _rows.Sum(row => row.Lines - row.Extra) + wanted.Sum() <= screen;
        int top = 0;
        bool moved = false;
        foreach ((int index, FormRow row) in _rows.Index())
        {
            int extra = fits ? wanted[index] : 0;
            if (row is { Field: { } field, Control.HasFocus: true })
                extra = Math.Max(extra, Math.Min(MostExtra, Canvas.Wrap(Below(field).Text, width).Count - 1));
            moved |= row.Extra != extra;
            row.Extra = extra;
            row.Top = top;
            top += row.Lines;
        }

        if (moved && SuperView is { } around)
            Center(around.Viewport.Size);
    }

    private FormControl Control(FormField field) => field switch
    {
        { Secret: not null } => new SecretField(field, Ink),
        { Choices.Count: > 0 } => new PickField(field, Ink),
        _ => new EntryField(field, Ink),
    };

    private void AddRow(FormControl control, string label, FormField? field, int height)
    {
        _rows.Add(new FormRow(control, label, field, height) { Top = FormLines });
        if (field is not null)
            field.Changed += SetNeedsDraw;
        control.HasFocusChanged += (_, _) => SetNeedsDraw();
        Add(control);
    }

    // Keeps the row in focus in sight; rows out of sight are hidden.
    private void Arrange()
    {
        if (_rows is null || Viewport.Width == 0)
            return;
        Rectangle body = Body;
        Reflow(body.Width - LabelWidth, room: body.Height - 3);
        if (_rows.FirstOrDefault(row => row.Control.HasFocus) is { } current)
        {
            if (current.Top < _top)
                _top = current.Top;
            if (current.Top + current.Lines > _top + FormHeight)
                _top = Math.Min(current.Top, current.Top + current.Lines - FormHeight);
        }

        _top = Math.Clamp(_top, 0, Math.Max(0, FormLines - FormHeight));
        bool editing = _model.Stage == FormStage.Editing;
        foreach (FormRow row in _rows)
        {
            int width = body.Width - LabelWidth - (row.Field is null ? 0 : NoteWidth);
            Put(row.Control, new Rectangle(body.X + LabelWidth, body.Y + row.Top - _top, width, row.Height));
            row.Control.Visible = editing && row.Top >= _top && row.Top + row.Lines <= _top + FormHeight;
        }

        string step = _model.VerifyAfter ? $"{_model.SubmitLabel}, VERIFY" : _model.SubmitLabel;
        int links = _model.Modules.Count(choice => choice.Selected);
        _submit.Label = links == 0 ? step : _model.ListsModules ? $"{step} & LINK" : $"{step} & LINK {links}";
        Put(_submit, new Rectangle(body.Right - _submit.Columns, body.Bottom - 1, _submit.Columns, 1));
        Put(_cancel, new Rectangle(body.Right - _submit.Columns - _cancel.Columns - 1, body.Bottom - 1, _cancel.Columns, 1));
    }
}
