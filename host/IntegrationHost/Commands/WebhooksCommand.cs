using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>webhooks</c>: addresses that are told of changes.</summary>
internal static class WebhooksCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("webhooks", "Have other programs told of changes, with signed messages (Standard Webhooks).");
        command.Subcommands.Add(Add(global));
        command.Subcommands.Add(List(global));
        command.Subcommands.Add(Remove(global));
        command.Subcommands.Add(Test(global));
        return command;
    }

    private static Command Add(GlobalOptions global)
    {
        var url = new Argument<string>("url") { Description = "Where to: https, or http towards this machine; without query." };
        var kinds = new Option<string[]>("--kind")
        {
            Description = "Only events of this kind; may be repeated: account.changed, account.deleted, verdict, module.changed, coverage, plugin. Default: all.",
            HelpName = "KIND",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("add", "Add a webhook. The secret of its signatures is printed once.") { url };
        command.Options.Add(kinds);
        command.OnHost(global, async run =>
        {
            CreatedWebhook made = await run.Events.CreateWebhookAsync(
                new CreateWebhookRequest { Url = run.Parse.GetValue(url)!, Kinds = run.Parse.GetValue(kinds) ?? [] }, run.CancellationToken);
            run.Out.Write(made, () =>
            {
                run.Out.Line(made.Secret);
                System.Console.Error.WriteLine($"Webhook {made.Webhook.Id} is told from now on, while a host serves ('integration-host serve'). Its secret is shown this once: give it to the receiver.");
            });
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command List(GlobalOptions global)
    {
        var command = new Command("list", "List webhooks with how each stands.");
        command.OnHost(global, async run =>
        {
            IReadOnlyList<WebhookSummary> webhooks = await run.Events.GetWebhooksAsync(run.CancellationToken);
            run.Out.Write(webhooks, () => run.Out.Table(
                ["URL", "KINDS", "STATE", "DELIVERED", "NOTE", "ID"],
                webhooks.Select(webhook => (IReadOnlyList<string?>)
                [
                    webhook.Url, webhook.Kinds.Count == 0 ? "all" : string.Join(' ', webhook.Kinds), State(webhook),
                    webhook.DeliveredAt is { } at ? $"{at:u}" : "", webhook.Reason, webhook.Id,
                ])));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Remove(GlobalOptions global)
    {
        var id = new Argument<string>("id") { Description = "Id of the webhook." };
        var command = new Command("remove", "Remove a webhook.") { id };
        command.OnHost(global, async run =>
        {
            await run.Events.DeleteWebhookAsync(Id(run.Parse.GetValue(id)!), run.CancellationToken);
            run.Out.Write(new { removed = run.Parse.GetValue(id) }, () => run.Out.Line("Removed."));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Test(GlobalOptions global)
    {
        var id = new Argument<string>("id") { Description = "Id of the webhook." };
        var command = new Command("test", "Send a test message now. A webhook that was switched off and takes it is switched on again.") { id };
        command.OnHost(global, async run =>
        {
            WebhookTestResult result = await run.Events.TestWebhookAsync(Id(run.Parse.GetValue(id)!), run.CancellationToken);
            run.Out.Write(result, () => run.Out.Line(result.Delivered ? $"Delivered: it answered {result.Status}." : $"Not delivered. {result.Problem}"));
            return result.Delivered ? ExitCodes.Ok : ExitCodes.Negative;
        });
        return command;
    }

    private static string State(WebhookSummary webhook) =>
        !webhook.Enabled ? "OFF" : webhook.Failures > 0 ? $"failing ({webhook.Failures}), again {webhook.NextAttemptAt:u}" : "on";

    private static string Id(string text) => Guid.TryParse(text, out Guid id)
        ? id.ToString()
        : throw new UsageException("No webhook has that id. 'integration-host webhooks list' shows them.", ExitCodes.NotFound);
}
