using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Help;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Palettes;
using IntegrationHost.Console.Permissions;
using IntegrationHost.Console.Prompts;
using IntegrationHost.Console.Querying;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Dashboard;

/// <summary>Which view shows which dialog. Groups of dialogs stand in partial files, so that they can be worked on side by side.</summary>
internal static partial class DialogCatalog
{
    private static readonly List<Func<OverlayModel, Ink, DialogView?>> Views = Collect();

    /// <summary>The view of a dialog.</summary>
    public static DialogView Create(OverlayModel overlay, Ink ink) =>
        Views.Select(view => view(overlay, ink)).FirstOrDefault(view => view is not null)
        ?? throw new InvalidOperationException($"No view shows {overlay.GetType().Name}: add it to {nameof(DialogCatalog)}.");

    /// <summary>Dialogs about modules, templates and coverage.</summary>
    static partial void AddWork(List<Func<OverlayModel, Ink, DialogView?>> views);

    /// <summary>Dialogs about the host itself: plugins, audit, keys, tokens, upstream.</summary>
    static partial void AddOperations(List<Func<OverlayModel, Ink, DialogView?>> views);

    /// <summary>An entry: what shows a kind of model.</summary>
    private static Func<OverlayModel, Ink, DialogView?> Of<TModel>(Func<TModel, Ink, DialogView> view)
        where TModel : OverlayModel =>
        (overlay, ink) => overlay is TModel model ? view(model, ink) : null;

    private static List<Func<OverlayModel, Ink, DialogView?>> Collect()
    {
        List<Func<OverlayModel, Ink, DialogView?>> views = [];
        AddWork(views);
        AddOperations(views);
        views.Add(Of<AccountDetailModel>((model, ink) => new AccountDetailView(model, ink)));
        views.Add(Of<DeleteAccountModel>((model, ink) => new DeleteAccountView(model, ink)));
        views.Add(Of<CredentialFormModel>((model, ink) => new CredentialFormView(model, ink)));
        views.Add(Of<HelpModel>((model, ink) => new HelpView(model, ink)));
        views.Add(Of<PaletteModel>((model, ink) => new PaletteView(model, ink)));
        views.Add(Of<JobModel>((model, ink) => new JobView(model, ink)));
        views.Add(Of<JobsModel>((model, ink) => new JobsView(model, ink)));
        views.Add(Of<PermissionsModel>((model, ink) => new PermissionsView(model, ink)));
        views.Add(Of<PromptModel>((model, ink) => new PromptView(model, ink)));
        views.Add(Of<QuestionModel>((model, ink) => new QuestionView(model, ink)));
        views.Add(Of<MetricsModel>((model, ink) => new MetricsView(model, ink)));
        views.Add(Of<ColumnsModel>((model, ink) => new ColumnsView(model, ink)));
        views.Add(Of<SavedFiltersModel>((model, ink) => new SavedFiltersView(model, ink)));
        return views;
    }
}
