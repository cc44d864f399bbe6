namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>How closely the plugins directory is looked at.</summary>
public enum DropLook
{
    /// <summary>Only what changed its size or time, once it has stopped changing.</summary>
    Patient,

    /// <summary>What changed its size or time, as it is now.</summary>
    Quick,

    /// <summary>Every byte.</summary>
    Thorough,
}
