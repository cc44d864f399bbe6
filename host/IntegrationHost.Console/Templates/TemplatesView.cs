using System.Drawing;
using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>The template grid. One view draws all cards, and only those in sight; on the whole screen it tells more of the selected one below.</summary>
internal sealed class TemplatesView(DashboardModel model, Ink ink) : RegionView(model, ink, Region.Templates, Palette.Tan)
{
    private const int CardWidth = 20;
    private const int WideCard = 28;
    private const int CardHeight = 4;
    private const int GridTop = 2;
    private const int DetailRows = 6;

    private int _firstRow;

    /// <inheritdoc/>
    protected override string Heading => Model.Templates.ShowsModules ? "TEMPLATES · MODULES" : "TEMPLATES";

    /// <inheritdoc/>
    protected override string Note => string.Create(CultureInfo.InvariantCulture, $"{Model.Templates.Cards.Items.Count:N0} of {Model.Templates.Total:N0}");

    /// <inheritdoc/>
    protected override IRegionModel List => Model.Templates;

    private bool IsLarge => Viewport.Height >= 16 && Viewport.Width >= 70;

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private int GridRows => Viewport.Height - (IsLarge ? DetailRows + 1 : 0);

    private int ActualCardWidth => (Viewport.Width - Model.Templates.Columns + 1) / Model.Templates.Columns;

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas)
    {
        TemplatesModel templates = Model.Templates;
        templates.Columns = Math.Max(1, (canvas.Width + 1) / ((IsLarge ? WideCard : CardWidth) + 1));
        DrawCategories(canvas);
        SelectableList<TemplateEntry> cards = templates.Cards;
        if (cards.Items.Count == 0)
        {
            string empty = Model.Feed.Data is null ? "starting..." : templates.Total == 0 ? "no plugin is active" : "no template matches";
            canvas.Text(2, GridTop, empty, Palette.Grey, Palette.Black);
            return;
        }

        int rooms = Math.Max(1, (GridRows - GridTop + 1) / (CardHeight + 1));
        int rows = (cards.Items.Count + templates.Columns - 1) / templates.Columns;
        templates.PageSize = rooms;
        _firstRow = FirstShown(cards.Index / templates.Columns, rooms, rows);
        int last = Math.Min(cards.Items.Count, (_firstRow + rooms) * templates.Columns);
        for (int index = _firstRow * templates.Columns; index < last; index++)
        {
            int x = index % templates.Columns * (ActualCardWidth + 1);
            int y = GridTop + (((index / templates.Columns) - _firstRow) * (CardHeight + 1));
            DrawCard(canvas, x, y, cards.Items[index], index == cards.Index);
        }

        if (IsLarge && cards.Selected is { } card)
            DrawDetail(canvas, new Rectangle(0, canvas.Height - DetailRows, canvas.Width, DetailRows), card);
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place, bool twice)
    {
        int column = place.X / (ActualCardWidth + 1);
        int index = ((_firstRow + ((place.Y - GridTop) / (CardHeight + 1))) * Model.Templates.Columns) + column;
        if (place.Y < GridTop || place.Y >= GridRows || column >= Model.Templates.Columns || index >= Model.Templates.Cards.Items.Count)
            return;
        Model.Templates.Cards.Select(index);
        if (twice)
            Model.Run("template.open");
    }

    private void DrawCategories(Canvas canvas)
    {
        TemplatesModel templates = Model.Templates;
        string?[] all = [null, .. templates.Categories];
        int chosen = Array.IndexOf(all, templates.Category);
        int x = 0;
        int first = 0;
        while (first < chosen && all[first..(chosen + 1)].Sum(name => (name ?? "ALL").Length + 2) > canvas.Width - 4)
            first++;
        if (first > 0)
            x = canvas.Text(0, 1, "‹ ", Palette.Grey, Palette.Black);
        for (int index = first; index < all.Length; index++)
        {
            string name = all[index] ?? "ALL";
            if (x + name.Length + 3 > canvas.Width)
            {
                canvas.Text(canvas.Width - 1, 1, "›", Palette.Grey, Palette.Black);
                break;
            }

            x = index == chosen ? canvas.Pill(x, 1, name, Palette.Orange) : canvas.Text(x, 1, $" {name} ", Palette.Lavender, Palette.Black);
        }
    }

    private void DrawCard(Canvas canvas, int x, int y, TemplateEntry entry, bool selected)
    {
        ProviderCard card = entry.Provider;
        Rgb accent = Rgb.Parse(card.AccentColor, Palette.Orange);
        Rgb bar = Palette.Visible(accent);
        Rgb body = selected ? Palette.Indigo : Palette.Night;
        Rgb head = selected && IsActive ? Palette.Orange : accent;
        Rgb onHead = Palette.TextOn(head);
        int width = ActualCardWidth;
        canvas.Fill(new Rectangle(x, y, width, 1), head);
        canvas.Text(x + 1, y, card.Icon, onHead, head, bold: true, width: 2);
        canvas.Text(x + 4, y, entry.Name.ToUpperInvariant(), onHead, head, bold: true, width: width - (selected ? 6 : 4));
        if (selected)
            canvas.TextRight(x + width, y, "◀", onHead, head, bold: true);
        canvas.Fill(new Rectangle(x, y + 1, width, CardHeight - 1), body);
        for (int line = 1; line < CardHeight; line++)
            canvas.Text(x, y + line, "▌", selected && IsActive ? Palette.Orange : bar, body);
        int room = width - 3;
        if (IsLarge)
        {
            (string tier, Rgb color) = TemplateBadges.Tier(card);
            canvas.TextRight(x + width - 1, y + 1, tier, color, body, bold: true, width: width / 2);
            room -= Math.Min(tier.Length, width / 2) + 1;
        }

        canvas.Text(x + 2, y + 1, entry.Module is null ? card.Category : $"{card.Name} · {card.Category}", Palette.Lavender, body, width: room);

        canvas.Text(x + 2, y + 2, TemplateBadges.Kinds(entry, width - 3), Palette.Peach, body, width: width - 3);
        (string accounts, Rgb count) = TemplateBadges.Accounts(card, brief: !IsLarge);
        int next = canvas.Text(x + 2, y + 3, accounts, count, body, width: width - 3);
        if (card.UnlinkedModuleCount > 0)
            canvas.Text(next + 1, y + 3, string.Create(CultureInfo.InvariantCulture, $"!{card.UnlinkedModuleCount} wait"), Palette.Tan, body, bold: true, width: x + width - next - 2);
    }

    private static void DrawDetail(Canvas canvas, Rectangle area, TemplateEntry entry)
    {
        ProviderCard card = entry.Provider;
        canvas.Text(area.X, area.Y - 1, new string('▁', area.Width), Palette.Indigo, Palette.Black);
        string about = entry.Module is { } module
            ? $"{module.Name} · {module.ModuleType}: {module.Description} {(module.RunsHere ? "Runs here." : "ThorAPI runs it.")}{(module.RequiredScopes.Count > 0 ? $" Needs {string.Join(", ", module.RequiredScopes)}." : "")}"
            : $"{card.Name}: {card.Description}";
        int y = area.Y + canvas.Wrapped(new Rectangle(area.X + 1, area.Y, area.Width - 2, 2), about, Palette.White, Palette.Black);
        (string tier, Rgb color) = TemplateBadges.Tier(card);
        int x = canvas.Pill(area.X + 1, y, tier, color) + 1;
        string facts = string.Create(CultureInfo.InvariantCulture, $"{Count(card.CredentialKinds.Count, "credential")} · {Count(card.Modules.Count, "module")} · {Count(card.AccountCount, "account")} · {card.LinkedModuleCount} linked, {card.UnlinkedModuleCount} wait");
        canvas.Text(x, y, facts, Palette.Peach, Palette.Black, width: area.Width - x);
        if (card.DocsUrl.Length > 0)
            canvas.Text(area.X + 1, y + 1, $"d docs  {card.DocsUrl}", Palette.Sky, Palette.Black, width: area.Width - 2);
        if (card.ManageUrl.Length > 0)
            canvas.Text(area.X + 1, y + 2, $"o keys  {card.ManageUrl}", Palette.Sky, Palette.Black, width: area.Width - 2);
        canvas.Text(area.X + 1, y + 3, entry.TakesAccounts ? "Enter configures · m shows modules or providers" : "needs no account · m shows modules or providers", Palette.Orange, Palette.Black, width: area.Width - 2);
    }
}
