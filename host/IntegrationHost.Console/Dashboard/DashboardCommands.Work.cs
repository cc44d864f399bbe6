using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Importing;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Modules;

namespace IntegrationHost.Console.Dashboard;

/// <content>Commands about modules, templates and coverage.</content>
internal sealed partial class DashboardCommands
{
    partial void AddWork(Dictionary<string, Action> actions)
    {
        actions["coverage.new"] = () =>
        {
            if (_model.Coverage.Items.Selected is { } item)
                new CoverageFix(_model).Make(item, _model.Coverage.Environment, brief: false);
        };
        actions["module.fix"] = () => WithModules(page => page.Fix());
        actions["module.link"] = () => WithModules(page => page.Link());
        actions["module.unlink"] = () => WithModules(page => page.Unlink());
        actions["module.run"] = () => WithModules(page => page.Execute());
        actions["module.import"] = () => _model.Open(new ImportFileModel(_model.Context));
        actions["module.quick"] = () => WithModules(page => page.Make(brief: true));
        actions["module.new"] = () => WithModules(page => page.Make(brief: false));
        actions["module.account"] = () => WithModules(page => page.ShowAccount());
        actions["accounts.import"] = Import;
        actions["template.docs"] = () => WithTemplate(card => _model.Browse(card.DocsUrl));
        actions["template.keys"] = () => WithTemplate(card => _model.Browse(card.ManageUrl));
    }

    private void Import()
    {
        if (_model.Options.Finder is { } finder)
            _model.Open(new ImportModel(_model.Context, finder));
        else
            _model.Say("! this console cannot look around on this machine: use 'integration-host accounts import'", Palette.Tan);
    }

    private void WithModules(Action<ModuleActions> action)
    {
        if (_model.Page is ModulesModel page)
            action(new ModuleActions(_model, page));
    }

    private void WithTemplate(Action<ProviderCard> action)
    {
        if (_model.Templates.Cards.Selected is { } card)
            action(card.Provider);
    }
}
