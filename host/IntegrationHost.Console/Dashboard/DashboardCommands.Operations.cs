namespace IntegrationHost.Console.Dashboard;

/// <content>Commands of any place about the host itself.</content>
internal sealed partial class DashboardCommands
{
    partial void AddOperations(Dictionary<string, Action> actions) => actions["store.unseal"] = _model.OpenUnseal;
}
