using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Dashboard;

/// <content>One form instead of the dashboard, for programs that call the console.</content>
internal sealed partial class DashboardModel
{
    private TemplateFormModel? _form;

    // With the first data; when the form is closed, there is nothing more to do here.
    private void OpenRequested(LiveData data)
    {
        if (Options.Form is not { } request || _form is not null)
            return;
        if (Templates.Find(request.ProviderId) is not { CredentialKinds.Count: > 0 } provider)
        {
            Say($"! no active plugin has a template for {request.ProviderId}: Ctrl+Q leaves", Palette.Tan);
            return;
        }

        _form = new TemplateFormModel(Context, provider, data, Start(request));
        _form.Closed += _ =>
        {
            request.AccountId = _form.AccountId;
            Quit();
        };
        Open(_form);
    }

    private static TemplateStart Start(FormRequest request) => new()
    {
        KindId = request.KindId,
        ModuleId = request.ModuleId,
        Name = request.Name,
        Environment = request.Environment,
        BaseUrl = request.BaseUrl,
        Fields = request.Fields,
        Brief = true,
    };
}
