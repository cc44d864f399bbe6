using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>The rows of a form, made of what its model asks for.</summary>
/// <param name="model">The form.</param>
/// <param name="ink">Colours.</param>
/// <param name="changed">Called when a field has changed, or the focus.</param>
internal sealed class FormRows(CredentialFormModel model, Ink ink, Action changed)
{
    private readonly List<FormRow> _rows = [];
    private FormField[] _fields = [];
    private string _shape = "";

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<FormRow> All => _rows;

    /// <summary>Lines that all of them take.</summary>
    public int Lines => _rows.Count == 0 ? 0 : _rows[^1].Top + _rows[^1].Lines;

    /// <summary>The row in focus; <c>null</c> if none is.</summary>
    public FormRow? Focused => _rows.FirstOrDefault(row => row.Control.HasFocus);

    /// <summary>Whether the model asks for other rows by now.</summary>
    public bool IsStale => _shape != Shape() || !_fields.SequenceEqual(model.Shown);

    /// <summary>The row that the focus begins at: what is asked for first; <c>null</c> if the form only waits to be sent.</summary>
    public FormRow? First => _rows.FirstOrDefault(row => row.Field is { Problem: not null })
        ?? (model.BeginsAtFirstEmpty ? _rows.FirstOrDefault(row => row.Field is { IsEmpty: true }) ?? _rows.FirstOrDefault() : null)
        ?? _rows.FirstOrDefault(row => row.Field is { IsEmpty: true, Required: true })
        ?? (_rows.Any(row => row.Field is { Secret: not null, IsEmpty: false }) ? null : _rows.FirstOrDefault(row => row.Field is { Secret: not null }));

    /// <summary>The first of the fields that few need. What must be given has been filled in already, such as the name of a short form: people come for the rest, such as the base URL.</summary>
    public FormRow? More => _rows.FirstOrDefault(row => row.Field is { Advanced: true, Required: false }) ?? _rows.FirstOrDefault(row => row.Field is { Advanced: true });

    /// <summary>The row of a name; <c>null</c> if it is not there.</summary>
    public FormRow? Named((string? Label, string? Key) name) => _rows.FirstOrDefault(row => NameOf(row) == name);

    /// <summary>By what a row is known again once it has been made anew.</summary>
    public static (string? Label, string? Key) NameOf(FormRow? row) => (row?.Label, row?.Field?.Key);

    /// <summary>Makes the rows anew; those before are left to the caller.</summary>
    public void Build()
    {
        _rows.Clear();
        _fields = [.. model.Shown];
        _shape = Shape();
        if (model.Kinds.Count > 1)
            Add(new ChoiceField(model.Kinds, () => model.KindIndex, model.ChooseKind, ink), model.KindLabel);
        if (model.Grants.Count > 0)
            Add(new ChoiceField(model.Grants, () => model.GrantIndex, model.ChooseGrant, ink), "Access");
        foreach (FormField field in _fields)
            Add(Control(field), field.Label, field);
        if (model.ListsModules)
        {
            ModuleChecklist list = new(model.Modules, model.Touch, ink);
            Add(list, "Link modules", height: list.Rows);
        }

        if (model.CanVerify)
            Add(new ToggleField("verify after storing", () => model.VerifyAfter, on => { model.VerifyAfter = on; model.Touch(); }, ink), "");
    }

    // Which rows there are beside the fields.
    private string Shape() => $"{model.Kinds.Count}.{model.Grants.Count}.{model.ListsModules}.{model.CanVerify}";

    private FormControl Control(FormField field) => field switch
    {
        { Secret: not null } => new SecretField(field, ink),
        { Choices.Count: > 0 } => new PickField(field, ink),
        _ => new EntryField(field, ink),
    };

    private void Add(FormControl control, string label, FormField? field = null, int height = 1)
    {
        _rows.Add(new FormRow(control, label, field, height) { Top = Lines });
        if (field is not null)
            field.Changed += changed;
        control.HasFocusChanged += (_, _) => changed();
    }
}
