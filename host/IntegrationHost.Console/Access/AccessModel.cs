using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Access;

/// <summary>Who may use the host: tokens, and the principals they are for. Two tables; keys go to the active one.</summary>
internal sealed class AccessModel : PageModel
{
    /// <param name="context">What the page uses of the console.</param>
    public AccessModel(ConsoleContext context)
        : base(context)
    {
        Tokens = new TableModel<TokenSummary>(token => token.Id, Filter, AccessFacts.TokenColumns(context.Time));
        Principals = new TableModel<PrincipalSummary>(principal => principal.Id, Filter, AccessFacts.PrincipalColumns(context.Time));
    }

    /// <inheritdoc/>
    public override string Title => "TOKENS";

    /// <inheritdoc/>
    public override IReadOnlyList<CommandScope> Scopes { get; } = [CommandScope.Access, CommandScope.Table];

    /// <summary>The tokens.</summary>
    public TableModel<TokenSummary> Tokens { get; }

    /// <summary>The principals.</summary>
    public TableModel<PrincipalSummary> Principals { get; }

    /// <summary>Whether keys go to the principals.</summary>
    public bool OnPrincipals { get; set; }

    /// <inheritdoc/>
    public override string Note => string.Create(CultureInfo.InvariantCulture, $"{Tokens.Total} {(Tokens.Total == 1 ? "token" : "tokens")} │ {Principals.Total} {(Principals.Total == 1 ? "principal" : "principals")}");

    /// <inheritdoc/>
    public override string? CopyText => OnPrincipals ? Principals.Selected?.Id : Tokens.Selected?.Id;

    /// <inheritdoc/>
    public override string? CommandLine => OnPrincipals
        ? "integration-host principals list"
        : Tokens.Selected is { } token ? $"integration-host tokens revoke {token.Id}" : null;

    /// <inheritdoc/>
    public override void Opened() => Read<IIntegrationHostAccess, (IReadOnlyList<TokenSummary> Tokens, IReadOnlyList<PrincipalSummary> Principals)>(
        async (host, cancellationToken) => (await host.GetTokensAsync(cancellationToken), await host.GetPrincipalsAsync(cancellationToken)),
        read =>
        {
            Tokens.Replace(read.Tokens);
            Principals.Replace(read.Principals);
        });

    /// <inheritdoc/>
    public override void Refresh()
    {
        Tokens.Refresh();
        Principals.Refresh();
    }

    /// <inheritdoc/>
    public override void Move(int by)
    {
        if (OnPrincipals)
            Principals.Move(by);
        else
            Tokens.Move(by);
    }

    /// <inheritdoc/>
    public override bool Clear() => Tokens.Unmark() | Principals.Unmark();

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "access.other":
                OnPrincipals = !OnPrincipals;
                return true;
            case "access.new":
                // A token is somebody's, and where there is nobody yet that comes first.
                if (!OnPrincipals && !Reading && Principals.Total == 0)
                {
                    OnPrincipals = true;
                    Context.Shell.Say("a token is for a principal: make that first, then Tab and n make its token", Palette.Sky);
                }

                Context.Shell.Open(OnPrincipals ? AccessForms.NewPrincipal(Context, Opened) : AccessForms.NewToken(Context, Principals.Selected?.Username ?? "", Opened));
                return true;
            case "access.change":
                Change();
                return true;
            case "access.remove":
                Remove();
                return true;
            default:
                return OnPrincipals ? Principals.Run(command) : Tokens.Run(command);
        }
    }

    private void Change()
    {
        if (!OnPrincipals)
            Context.Shell.Say("a token is never changed: revoke it (Del) and make another (n)", Palette.Sky);
        else if (Principals.Selected is { } principal)
            Context.Shell.Open(AccessForms.ChangePrincipal(Context, principal, Opened));
    }

    private void Remove()
    {
        if (OnPrincipals && Principals.Selected is { } principal)
            Context.Shell.Open(AccessForms.DeletePrincipal(Context, principal, Tokens.Rows.Count(token => token.PrincipalId == principal.Id), Opened));
        else if (!OnPrincipals && Tokens.Chosen is { Count: > 0 } tokens)
            Context.Shell.Open(AccessForms.Revoke(Context, tokens, Opened));
    }
}
