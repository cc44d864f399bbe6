namespace IntegrationHost.Core.Coverage;

/// <summary>Whether a deployment may go ahead.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Total">ExecModules that need a credential.</param>
/// <param name="Covered">Those that can run in the environment.</param>
/// <param name="NotNeeded">ExecModules that need none.</param>
/// <param name="Missing">Those that cannot, each with what closes the gap.</param>
public sealed record GateVerdict(GateQuestion Question, int Total, int Covered, int NotNeeded, IReadOnlyList<GateGap> Missing)
{
    /// <summary>Whether enough can run. Where nothing needs a credential, nothing is in the way.</summary>
    public bool Passed => Covered * 100L >= (long)Question.Minimum * Total;

    /// <summary>Percent of the modules that can run, rounded down to a tenth, so that 100 means all; 100 if none needs a credential.</summary>
    public double Percent => Total == 0 ? 100 : Math.Floor(Covered * 1000.0 / Total) / 10;
}

/// <summary>A module that cannot run.</summary>
/// <param name="Entry">Which one, and why.</param>
/// <param name="Action">What closes the gap, as a sentence or a command. Names nothing but ids.</param>
public sealed record GateGap(CoverageEntry Entry, string Action);
