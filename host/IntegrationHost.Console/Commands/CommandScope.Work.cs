namespace IntegrationHost.Console.Commands;

/// <content>Where keys about modules, templates and coverage are heard.</content>
internal sealed partial class CommandScope
{
    /// <summary>On the page of modules.</summary>
    public static CommandScope Modules { get; } = new("4 MODULES");

    /// <summary>In the list of credentials that can be imported.</summary>
    public static CommandScope Import { get; } = new("IMPORT CREDENTIALS");

    /// <summary>While the path of a file to import from is typed.</summary>
    public static CommandScope ImportFile { get; } = new("PATH OF A .ENV FILE");

    /// <summary>While a person grants access at the provider.</summary>
    public static CommandScope Granting { get; } = new("WHILE ACCESS IS GRANTED");

    /// <summary>At a form's result of which something failed.</summary>
    public static CommandScope Failure { get; } = new("WHEN SOMETHING FAILED");

    /// <summary>Where the scopes are shown that a module lacks.</summary>
    public static CommandScope Scopes { get; } = new("MISSING SCOPES");

    /// <summary>In a list to choose one of.</summary>
    public static CommandScope Choice { get; } = new("ONE OF SEVERAL");
}
