using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Upstream;

/// <summary>The form and the question about the upstream.</summary>
internal static class UpstreamForms
{
    /// <summary>Sets address and login.</summary>
    public static OperationFormModel Set(ConsoleContext context, UpstreamStatus? now, Action<UpstreamStatus> taken) => new(
        context, "SET THE UPSTREAM", "the ThorAPI server to work on; its token goes into the store and never comes back", "SET",
        new OperationKind(
            "Token",
            () => [Address(now), OperationFormModel.Secret("token", "Token", "Of the server. Empty: the stored login stays, if the address is the same.", required: false)],
            fields => Setting(context, new SetUpstreamRequest { Address = fields[0].Reveal(), Token = fields[1].IsEmpty ? null : fields[1].Reveal() }, taken)),
        new OperationKind(
            "User and password",
            () => [Address(now), OperationFormModel.Text("username", "User", "Name to log in with.", required: true, prefill: now?.Username ?? ""), OperationFormModel.Secret("password", "Password", "Goes into the store.")],
            fields => Setting(context, new SetUpstreamRequest { Address = fields[0].Reveal(), Username = fields[1].Reveal(), Password = fields[2].Reveal() }, taken)));

    /// <summary>Asks before the upstream is forgotten.</summary>
    public static ChangeModel Clear(ConsoleContext context, string address, Action changed) => new(
        context, "FORGET THE UPSTREAM", Palette.Red, "FORGET",
        [
            new DetailLine("address", address, Palette.Peach),
            new DetailLine("", "Its login is deleted here. What was read from it stays, and is no longer kept up to date.", Palette.Peach),
            new DetailLine("", "Nothing is changed there.", Palette.Grey),
        ],
        async cancellationToken =>
        {
            await (await context.AsAsync<IHostUpstream>()).ClearUpstreamAsync(cancellationToken);
            return "the upstream is forgotten";
        })
    { Done = changed };

    private static FormField Address(UpstreamStatus? now) =>
        OperationFormModel.Text("address", "Address", "With or without /v1. Plain http for this machine only.", required: true, prefill: now?.Address ?? "", placeholder: "https://api.example.com/v1");

    private static Func<CancellationToken, Task<Action>> Setting(ConsoleContext context, SetUpstreamRequest request, Action<UpstreamStatus> taken) => async cancellationToken =>
    {
        UpstreamStatus status = await (await context.AsAsync<IHostUpstream>()).SetUpstreamAsync(request, cancellationToken);
        return () =>
        {
            taken(status);
            context.Shell.Say("✔ set: t reads it now", Palette.Green);
        };
    };
}
