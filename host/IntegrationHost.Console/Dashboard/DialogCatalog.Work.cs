using IntegrationHost.Console.Choices;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Importing;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <content>Dialogs about modules, templates and coverage.</content>
internal static partial class DialogCatalog
{
    static partial void AddWork(List<Func<OverlayModel, Ink, DialogView?>> views)
    {
        views.Add(Of<ChoiceModel>((model, ink) => new ChoiceView(model, ink)));
        views.Add(Of<ImportModel>((model, ink) => new ImportView(model, ink)));
        views.Add(Of<ScopesModel>((model, ink) => new ScopesView(model, ink)));
    }
}
