using System.Drawing;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>Draws the steps of a submit and what came of them.</summary>
internal static class FormResult
{
    private const int TitleWidth = 9;

    /// <summary>Draws into the body of a dialog.</summary>
    public static void Draw(Canvas canvas, Rectangle body, CredentialFormModel model)
    {
        int y = body.Y;
        foreach (SubmitStep step in model.Steps)
        {
            int x = canvas.Pill(body.X, y, $"{step.Sign} {step.Title.ToUpperInvariant().PadRight(TitleWidth - 2)}", step.Color) + 1;
            y += Math.Max(1, canvas.Wrapped(new Rectangle(x, y, body.Right - x, 3), step.Text, step.Color, Palette.Black)) + (model.Granting is null ? 1 : 0);
        }

        if (model.Granting is { } granting)
        {
            DrawGranting(canvas, body with { Y = y + 1, Height = body.Bottom - y - 1 }, granting);
            return;
        }

        int bottom = body.Bottom - (model.Stage == FormStage.Done ? 4 : 1);
        DrawOutcomes(canvas, body with { Y = y, Height = bottom - y }, model);
        if (model.Stage == FormStage.Done)
        {
            canvas.Wrapped(new Rectangle(body.X, body.Bottom - 3, body.Width, 2), model.Summary, Palette.White, Palette.Black, bold: true);
            canvas.TextRight(body.Right, body.Bottom - 1, Next(model), Palette.Orange, Palette.Black);
        }
    }

    private static string Next(CredentialFormModel model) => model.Scope == CommandScope.Failure ? "r tries again · e another key or address · Enter closes"
        : model is TemplateFormModel ? "paste the next key, or Enter closes" : "Enter closes";

    // What failed comes first, since not all may fit.
    private static void DrawOutcomes(Canvas canvas, Rectangle area, CredentialFormModel model)
    {
        int y = area.Y;
        int left = model.Outcomes.Count;
        foreach (SubmitStep outcome in model.Outcomes.OrderByDescending(outcome => outcome.State == StepState.Failed))
        {
            if (y >= area.Bottom - (left > 1 ? 1 : 0))
                break;
            int rows = left > 1 ? Math.Min(2, area.Bottom - 1 - y) : Math.Min(2, area.Bottom - y);
            y += canvas.Wrapped(new Rectangle(area.X + 2, y, area.Width - 2, rows), $"{outcome.Sign} {outcome.Title}: {outcome.Text}", outcome.Color, Palette.Black);
            left--;
        }

        if (left > 0 && y < area.Bottom)
            canvas.Text(area.X + 2, y, $"and {left} more", Palette.Grey, Palette.Black);
    }

    // The whole address, cut at the edge and nowhere else: it may have to be copied by hand.
    private static void DrawGranting(Canvas canvas, Rectangle area, AuthorizationReport granting)
    {
        int y = area.Y;
        if (granting.UserCode is { } code)
        {
            canvas.Text(area.X, y, "type this code on the page", Palette.Peach, Palette.Black);
            canvas.Pill(area.X + 28, y, $" {SafeText.Clean(code)} ", Palette.Orange);
            y += 2;
        }

        string url = SafeText.Clean(granting.Url);
        for (int at = 0; at < url.Length && y < area.Bottom - 1; at += area.Width)
            canvas.Text(area.X, y++, url[at..Math.Min(url.Length, at + area.Width)], Palette.Sky, Palette.Black);
        // The footer has the keys as well; until when it waits stands here only.
        string until = $"until {granting.ExpiresAt.UtcDateTime:HH:mm} UTC";
        string keys = $"y copies the address · o opens it · Esc calls it off · {until}";
        canvas.Text(area.X, area.Bottom - 1, keys.Length > area.Width ? until : keys, Palette.Orange, Palette.Black, width: area.Width);
    }
}
