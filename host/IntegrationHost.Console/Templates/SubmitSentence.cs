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
            null => "stored, but the smoke test could not be run: r tries again",
            "Valid" => "stored and verified",
            "Insufficient" => "stored; it works but lacks permissions",
            "Invalid" => "stored, but the provider refused it: e takes another key",
            _ => "stored, but the provider gave no clear answer: r tries again, e corrects key or address",
        };
        return $"{name} is {tested}.{Linked(links)}";
    }

    /// <summary>The sentence for an account to which nobody has granted access yet.</summary>
    /// <param name="name">Account name.</param>
    /// <param name="links">What came of the links; <c>null</c> if none was asked for.</param>
    public static string NotGranted(string name, LinkTally? links) => $"{name} is stored, but without access to the provider: r asks again.{Linked(links)}";

    private static string Linked(LinkTally? links) => links switch
    {
        null => "",
        { Linked: 0 } => " No module is linked.",
        _ when links.Runs == links.Asked => $" {Modules(links.Linked)} linked and able to run.",
        _ => $" {links.Linked} of {Modules(links.Asked)} linked, {links.Runs} able to run.",
    };

    private static string Modules(int count) => count == 1 ? "1 module" : $"{count} modules";
}
