using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Templates;

/// <summary>Says honestly, in a sentence or two, what a submit came to.</summary>
internal static class SubmitSentence
{
    /// <summary>The sentence.</summary>
    /// <param name="name">Account name.</param>
    /// <param name="asked">Whether the smoke test was asked for.</param>
    /// <param name="verdict">Its verdict; <c>null</c> if it was not run.</param>
    /// <param name="links">What came of the links; <c>null</c> if none was asked for.</param>
    public static string Of(string name, bool asked, VerdictReport? verdict, LinkTally? links)
    {
        string tested = verdict?.Kind switch
        {
            null when !asked => "stored but not tested",
            null => "stored, but the smoke test could not be run; press t on the account to try again",
            "Valid" => "stored and verified",
            "Insufficient" => "stored; it works but lacks permissions",
            "Invalid" => "stored, but the provider refused it; press e on the account to replace the secret",
            _ => "stored, but the provider gave no clear answer; press t on the account to try again",
        };
        string linked = links switch
        {
            null => "",
            { Linked: 0 } => " No module is linked.",
            _ when links.Runs == links.Asked => $" {Modules(links.Linked)} linked and able to run.",
            _ => $" {links.Linked} of {Modules(links.Asked)} linked, {links.Runs} able to run.",
        };
        return $"{name} is {tested}.{linked}";
    }

    private static string Modules(int count) => count == 1 ? "1 module" : $"{count} modules";
}
