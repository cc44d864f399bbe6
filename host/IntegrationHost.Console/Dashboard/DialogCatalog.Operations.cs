using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <content>Dialogs about the host itself.</content>
internal static partial class DialogCatalog
{
    static partial void AddOperations(List<Func<OverlayModel, Ink, DialogView?>> views)
    {
        views.Add(Of<FactsModel>((model, ink) => new FactsView(model, ink)));
        views.Add(Of<ChangeModel>((model, ink) => new ChangeView(model, ink)));
        views.Add(Of<OnceModel>((model, ink) => new OnceView(model, ink)));
    }
}
