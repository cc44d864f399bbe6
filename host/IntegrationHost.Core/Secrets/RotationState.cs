namespace IntegrationHost.Core.Secrets;

/// <summary>How far a rotation has come.</summary>
public enum RotationState
{
    /// <summary>Under way, or to be taken up at the next start.</summary>
    Running,

    /// <summary>Nothing is sealed under an older term.</summary>
    Finished,

    /// <summary>Some secrets do not open. The older terms stay; set those secrets again or clear them, then rotate once more.</summary>
    Incomplete,
}
