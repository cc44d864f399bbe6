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
        name.Prefill(start.Name ?? FreeName(provider.Id.ToUpperInvariant(), taken));
        FormField environment = new("environment", "Environment", FieldRules.Anything)
        {
            Help = "Guessed from the key until it is chosen here.",
            Choices = [.. KeyEnvironment.Usual.Union(data.Accounts.Select(account => account.Environment).Where(name => name.Length > 0), StringComparer.OrdinalIgnoreCase)],
        };
        environment.Prefill(start.Environment ?? KeyEnvironment.Default);
        bool own = IsOwn(provider.BaseUrl);
        FormField address = new("baseUrl", "Base URL", FieldRules.BaseUrl)
        {
            Help = own ? "Where yours is; its host joins the account's allow-list." : "For a proxy or a test server; its host joins the account's allow-list.",
            Placeholder = own ? FormField.Example(provider.BaseUrl.Replace(".invalid", ".example.com", StringComparison.OrdinalIgnoreCase)) : "",
            Required = own,
            Advanced = !own,
        };
        address.Prefill(start.BaseUrl ?? (own ? "" : provider.BaseUrl));
        return [name, environment, address];
    }

    // The name that leads nowhere (RFC 2606) stands for an address that everyone has their own of.
    private static bool IsOwn(string baseUrl) => Uri.TryCreate(baseUrl, UriKind.Absolute, out Uri? address) && address.Host.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);

    private static string FreeName(string name, string[] taken)
    {
        string free = name;
        for (int number = 2; taken.Contains(free, StringComparer.OrdinalIgnoreCase); number++)
            free = $"{name}_{number}";
        return free;
    }
}
