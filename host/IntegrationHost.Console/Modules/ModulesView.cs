using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Modules;

/// <summary>The modules of the workflows, with more of the selected one below.</summary>
internal sealed class ModulesView(DashboardModel shell, ModulesModel page, Ink ink) : TablePageView<ModulesModel, ModuleRow>(shell, page, ink, Palette.Orange)
{
    private const int DetailRows = 5;

    /// <inheritdoc/>
    protected override Rectangle TableArea(Canvas canvas) => new(0, 1, canvas.Width, canvas.Height - 1 - (canvas.Height > 14 ? DetailRows + 1 : 0));

    /// <inheritdoc/>
    protected override void DrawBeside(Canvas canvas)
    {
        if (canvas.Height <= 14 || Page.Table.Selected is not { } row)
            return;
        int y = canvas.Height - DetailRows;
        canvas.Text(0, y - 1, new string('▁', canvas.Width), Palette.Indigo, Palette.Black);
        string workflow = row.Workflow.Length > 0 ? $" · {row.Workflow}: {Page.Tally(row.Workflow)}" : "";
        canvas.Text(1, y, $"{row.Name}{workflow}", Palette.White, Palette.Black, bold: true, width: canvas.Width - 2);
        canvas.Text(1, y + 1, row.Coverage is null ? "It needs no credential." : $"{row.State}: {row.Coverage.Reason}", row.Color, Palette.Black, width: canvas.Width - 2);
        canvas.Text(1, y + 2, $"class {row.ClassName} · type {row.Module.ModuleType ?? "-"} · id {row.Id}", Palette.Grey, Palette.Black, width: canvas.Width - 2);
        canvas.Text(1, y + 3, row.AccountId is null ? "linked to no account" : $"linked to {row.Account}", row.AccountId is null ? Palette.Tan : Palette.Sky, Palette.Black, width: canvas.Width - 2);
        string fix = row.Coverage is null ? "" : $"Enter {WaitingState.Of(row.Coverage.State).Fix} · ";
        string many = Page.Table.Marks > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({Page.Table.Marks} marked)") : "";
        canvas.Text(1, y + 4, $"{fix}l links{many} · Del unlinks{many} · x runs it · i imports a file", Palette.Orange, Palette.Black, width: canvas.Width - 2);
    }
}
