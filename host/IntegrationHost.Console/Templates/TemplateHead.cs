using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Templates;

/// <summary>The fields that every template's form begins with: name, environment, address.</summary>
internal static class TemplateHead
{
    /// <summary>The fields, filled in with what is right for most.</summary>
    public static FormField[] Of(ProviderCard provider, LiveData data, TemplateStart start)
    {
        string[] taken = [.. data.Accounts.Select(account => account.Name)];
        FormField name = new("name", "Name", FieldRules.Name(taken)) { Help = "What workflows call the account.", Required = true, Advanced = start.Brief };
        name.Prefill(FreeName(provider.Id.ToUpperInvariant(), taken));
        FormField environment = new("environment", "Environment", FieldRules.Anything)
        {
            Help = "Guessed from the key until it is chosen here.",
            Choices = [.. KeyEnvironment.Usual.Union(data.Accounts.Select(account => account.Environment).Where(name => name.Length > 0), StringComparer.OrdinalIgnoreCase)],
        };
        environment.Prefill(start.Environment ?? KeyEnvironment.Default);
        FormField address = new("baseUrl", "Base URL", FieldRules.BaseUrl)
        {
            Help = "For a proxy or a test server; its host joins the account's allow-list.",
            Advanced = true,
        };
        address.Prefill(provider.BaseUrl);
        return [name, environment, address];
    }

    private static string FreeName(string name, string[] taken)
    {
        string free = name;
        for (int number = 2; taken.Contains(free, StringComparer.OrdinalIgnoreCase); number++)
            free = $"{name}_{number}";
        return free;
    }
}
