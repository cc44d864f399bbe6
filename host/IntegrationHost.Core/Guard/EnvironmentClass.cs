namespace IntegrationHost.Core.Guard;

/// <summary>What an environment's name says about it.</summary>
internal enum EnvironmentClass
{
    /// <summary>Nothing, or several things.</summary>
    Unknown,

    /// <summary>Real data.</summary>
    Production,

    /// <summary>Anything before it: staging, test, development, sandbox.</summary>
    NonProduction,
}
