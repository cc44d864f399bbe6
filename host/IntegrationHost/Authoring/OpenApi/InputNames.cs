using IntegrationHost.Metadata.Naming;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>Names of inputs and outputs: letters, digits and underscores, each once.</summary>
internal sealed class InputNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public string Of(string name)
    {
        bool plain = name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
        string made = plain ? name : CSharpText.Identifier(DraftText.Line(name, 64), "Value");
        string first = plain ? made : char.ToLowerInvariant(made[0]) + made[1..];
        string one = first.Length > 60 ? first[..60] : first;
        string unique = one;
        for (int number = 2; !taken.Add(unique); number++)
            unique = one + number;
        return unique;
    }
}
