namespace IntegrationHost.Core.Quality;

/// <summary>How far a provider is: each tier holds its own rules and those of all lower ones.</summary>
public enum QualityTier
{
    /// <summary>Not even bronze.</summary>
    None,

    /// <summary>It works, and people can read how.</summary>
    Bronze,

    /// <summary>It is tested against what the provider says and does.</summary>
    Silver,

    /// <summary>It tells all that the provider tells, and calls it as the provider wants to be called.</summary>
    Gold,

    /// <summary>Nothing is left that we would know to ask for.</summary>
    Platinum,
}
