using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Keys;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <content>A sealed store.</content>
internal sealed partial class DashboardModel
{
    private OperationFormModel? _unseal;

    /// <summary>Asks for what unseals the store; says so if it is not sealed.</summary>
    public void OpenUnseal()
    {
        if (Feed.Sealed is not { } reason)
        {
            Say("the store is unsealed", Palette.Sky);
            return;
        }

        _unseal?.Close();
        _unseal = KeyForms.Unseal(Context, reason);
        Open(_unseal);
    }

    // Asked once each time the store is found sealed; ":unseal" asks again. Another client may have unsealed it meanwhile.
    private void AskForKey()
    {
        if (Feed.Sealed is null)
        {
            _unseal?.Close();
            _unseal = null;
        }
        else if (_unseal is null)
        {
            OpenUnseal();
        }
    }
}
