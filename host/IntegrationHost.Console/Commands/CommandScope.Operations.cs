namespace IntegrationHost.Console.Commands;

/// <content>Pages and dialogs about the host itself.</content>
internal sealed partial class CommandScope
{
    /// <summary>On the page of the plugins.</summary>
    public static CommandScope Plugins { get; } = new("5 PLUGINS");

    /// <summary>On the page of the audit trail.</summary>
    public static CommandScope Audit { get; } = new("6 AUDIT");

    /// <summary>On the page of the keys.</summary>
    public static CommandScope Keys { get; } = new("7 KEYS");

    /// <summary>On the page of tokens and principals.</summary>
    public static CommandScope Access { get; } = new("8 TOKENS");

    /// <summary>On the page of the upstream.</summary>
    public static CommandScope Upstream { get; } = new("9 UPSTREAM");

    /// <summary>In a dialog that only tells.</summary>
    public static CommandScope Facts { get; } = new("DETAILS");

    /// <summary>In a question about a change of the host.</summary>
    public static CommandScope Change { get; } = new("A CHANGE OF THE HOST");

    /// <summary>In a dialog that shows a secret once.</summary>
    public static CommandScope Once { get; } = new("SHOWN ONCE");
}
