using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Catalog;

/// <summary>The names by which workflows know a module: packages moved over time, and beans and dotted ids are in use beside classes.</summary>
internal static class ModuleNames
{
    private const string Suffix = "Module";

    /// <summary>Every name of a module; compared without case, which covers the bean name.</summary>
    public static IEnumerable<string> Of(ModuleDescriptor module)
    {
        string simple = Simple(module.ModuleClass);
        return new[] { module.ModuleClass, simple, WithoutSuffix(simple), module.ModuleType }.Concat(module.Aliases).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary><c>com.x.SlackPostModule</c> is <c>SlackPostModule</c>. A dotted id such as <c>msg.slack.post</c> has no class in it and stays.</summary>
    public static string Simple(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot >= 0 && dot + 1 < name.Length && char.IsUpper(name[dot + 1]) ? name[(dot + 1)..] : name;
    }

    /// <summary><c>MailtrapSendModule</c> is also known as <c>MailtrapSend</c>.</summary>
    public static string WithoutSuffix(string name) =>
        name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? name[..^Suffix.Length] : name;
}
