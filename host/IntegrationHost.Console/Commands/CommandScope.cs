namespace IntegrationHost.Console.Commands;

/// <summary>Where a command's keys are heard.</summary>
internal enum CommandScope
{
    /// <summary>On the dashboard, whatever region is active.</summary>
    Dashboard,

    /// <summary>In any region's list.</summary>
    List,

    /// <summary>While a filter is typed.</summary>
    Filter,

    /// <summary>In the accounts region.</summary>
    Accounts,

    /// <summary>In the coverage region.</summary>
    Coverage,

    /// <summary>In the template region.</summary>
    Templates,

    /// <summary>In an account's detail.</summary>
    Detail,

    /// <summary>In a question that wants a yes.</summary>
    Confirm,

    /// <summary>In a form.</summary>
    Form,

    /// <summary>While a form's steps are under way.</summary>
    Work,

    /// <summary>At a form's result.</summary>
    Result,

    /// <summary>In the help.</summary>
    Help,

    /// <summary>Everywhere, dialogs included.</summary>
    Everywhere,
}
