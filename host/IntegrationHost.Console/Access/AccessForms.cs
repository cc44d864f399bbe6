using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Access;

/// <summary>The forms and questions about tokens and principals.</summary>
internal static class AccessForms
{
    private static readonly char[] Separators = [' ', ','];

    /// <summary>Makes a token; its text is shown once.</summary>
    /// <param name="context">What the form uses of the console.</param>
    /// <param name="username">Whom it is for, as a proposal.</param>
    /// <param name="changed">Called once it is made.</param>
    public static OperationFormModel NewToken(ConsoleContext context, string username, Action changed) => new(
        context, "NEW TOKEN", "it can do no more than the token it is made with, and is shown once", "MAKE",
        new OperationKind(
            "Token",
            () =>
            [
                OperationFormModel.Text("name", "Name", "What it is for, such as laptop or ci.", required: true),
                OperationFormModel.Text("username", "For", "A principal of the table below.", required: true, prefill: username),
                OperationFormModel.Text("scopes", "Scopes", "accounts:read/write/use audit:read plugins/vault/tokens:admin", required: true, prefill: "accounts:read"),
                OperationFormModel.Text("days", "Days", "How long it lives, 1 to 365.", required: true, prefill: "30"),
            ],
            fields =>
            {
                CreateTokenRequest request = new()
                {
                    Name = fields[0].Reveal(),
                    Username = fields[1].Reveal(),
                    Scopes = Words(fields[2]),
                    Days = int.Parse(fields[3].Reveal(), CultureInfo.InvariantCulture),
                };
                return async cancellationToken =>
                {
                    IIntegrationHostAccess host = await context.AsAsync<IIntegrationHostAccess>();
                    CreatedToken made = await host.CreateTokenAsync(request, cancellationToken);
                    return () =>
                    {
                        changed();
                        context.Shell.Open(new OnceModel(
                            context, $"TOKEN · {made.Summary.Name}", made.Token,
                            $"For {made.Summary.Username}. Send it as 'Authorization: Bearer ...'. Its id is {made.Summary.Id}: Del revokes it.", $"integration-host-token-{made.Summary.Id}.txt"));
                    };
                };
            })
        { Check = fields => int.TryParse(fields[3].Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= 365 ? null : "Days must be a number from 1 to 365" });

    /// <summary>Makes a principal.</summary>
    public static OperationFormModel NewPrincipal(ConsoleContext context, Action changed) => new(
        context, "NEW PRINCIPAL", "a user or a program; it may do nothing until something is granted", "MAKE",
        new OperationKind(
            "Principal",
            () =>
            [
                OperationFormModel.Text("username", "Name", "Such as alice or deploy-robot.", required: true),
                OperationFormModel.Text("roles", "Roles", "By name, with spaces between. ADMIN may do everything.", placeholder: "none"),
            ],
            fields =>
            {
                PrincipalRequest request = new() { Username = fields[0].Reveal(), Roles = Words(fields[1]) };
                return async cancellationToken =>
                {
                    PrincipalSummary made = await (await context.AsAsync<IIntegrationHostAccess>()).CreatePrincipalAsync(request, cancellationToken);
                    return Changed(context, changed, $"{made.Username} is made: give it a token (Tab, n)");
                };
            }));

    /// <summary>Changes roles, or switches a principal on or off.</summary>
    public static OperationFormModel ChangePrincipal(ConsoleContext context, PrincipalSummary principal, Action changed) => new(
        context, $"CHANGE · {principal.Username}", principal.Enabled ? "its tokens work" : "it is switched off: none of its tokens works", "CHANGE",
        new OperationKind(
            "Roles",
            () => [OperationFormModel.Text("roles", "Roles", "By name, with spaces between. ADMIN may do everything.", prefill: string.Join(' ', principal.Roles), placeholder: "none")],
            fields => Changing(context, principal, new PrincipalRequest { Roles = Words(fields[0]) }, changed, "has other roles")),
        new OperationKind(
            principal.Enabled ? "Switch off" : "Switch on",
            () => [],
            _ => Changing(context, principal, new PrincipalRequest { Enabled = !principal.Enabled }, changed, principal.Enabled ? "is switched off" : "works again")));

    /// <summary>Asks before tokens are revoked.</summary>
    public static ChangeModel Revoke(ConsoleContext context, IReadOnlyList<TokenSummary> tokens, Action changed) => new(
        context, tokens.Count == 1 ? $"REVOKE · {tokens[0].Name}" : string.Create(CultureInfo.InvariantCulture, $"REVOKE {tokens.Count} TOKENS"), Palette.Red, "REVOKE",
        [
            new DetailLine("", "The next request with it is refused. It cannot be taken back: make another instead.", Palette.Peach),
            .. tokens.Select(token => new DetailLine(token.Id, $"{token.Name} of {token.Username}: {string.Join(' ', token.Scopes)}", Palette.Tan)),
        ],
        async cancellationToken =>
        {
            IIntegrationHostAccess host = await context.AsAsync<IIntegrationHostAccess>();
            foreach (TokenSummary token in tokens.Where(token => token.RevokedAt is null))
                await host.RevokeTokenAsync(token.Id, cancellationToken);
            return tokens.Count == 1 ? $"{tokens[0].Name} is revoked" : string.Create(CultureInfo.InvariantCulture, $"{tokens.Count} tokens are revoked");
        })
    { Done = changed };

    /// <summary>Asks before a principal is deleted.</summary>
    public static ChangeModel DeletePrincipal(ConsoleContext context, PrincipalSummary principal, int tokens, Action changed) => new(
        context, $"DELETE · {principal.Username}", Palette.Red, "DELETE",
        [
            new DetailLine("", string.Create(CultureInfo.InvariantCulture, $"Its {tokens} {(tokens == 1 ? "token goes" : "tokens go")} with it, and what it was granted."), Palette.Peach),
            new DetailLine("", "To keep it and only stop it for now, switch it off (e).", Palette.Grey),
        ],
        async cancellationToken =>
        {
            await (await context.AsAsync<IIntegrationHostAccess>()).DeletePrincipalAsync(principal.Id, cancellationToken);
            return $"{principal.Username} is deleted";
        })
    { Done = changed };

    private static Func<CancellationToken, Task<Action>> Changing(ConsoleContext context, PrincipalSummary principal, PrincipalRequest request, Action changed, string what) => async cancellationToken =>
    {
        await (await context.AsAsync<IIntegrationHostAccess>()).ChangePrincipalAsync(principal.Id, request, cancellationToken);
        return Changed(context, changed, $"{principal.Username} {what}");
    };

    private static Action Changed(ConsoleContext context, Action changed, string what) => () =>
    {
        changed();
        context.Shell.Say($"✔ {what}", Palette.Green);
    };

    private static string[] Words(FormField field) => field.Text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
