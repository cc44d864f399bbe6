using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.SecureKeys;

namespace IntegrationHost.Core.Accounts;

/// <summary>What a value of a credential must be like. Messages name the field, never the value.</summary>
internal static class FieldRules
{
    private const int MostCharacters = 30_000;

    // What ThorAPI shows in place of a secret; sent back it must not become one.
    private const string Mask = "<ENCRYPTED_VALUE/>";

    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Check(FieldSpec spec, string value, ProblemList problems)
    {
        if (FormProblem(value, spec.Descriptor?.MultiLine == true) is { } form)
        {
            problems.Add(spec.Key, $"{spec.Label} {form}");
            return;
        }

        // A secret may stay in a vault: then its place is stored, and the vault's value need not look like anything.
        if (spec.Secret && SecureKeyReference.IsMeant(value))
        {
            if (SecureKeyReference.Parse(value) is null)
                problems.Add(spec.Key, $"{spec.Label} is no reference of the form securekey://bridge/mount/path#key@version. Correct it, or give the value itself.");
            return;
        }

        if (spec.Descriptor is not { } field)
        {
            if (!spec.Secret && NameRules.BeginsLikeKey(value))
                problems.Add(spec.Key, $"{spec.Label} looks like a key and would be shown. Put the key into its own field, and revoke it if it was shown.");
            return;
        }

        if (field.Example.Length > 0 && value == field.Example)
            problems.Add(spec.Key, $"{spec.Label} is the made-up example. Give your own value.");
        else if (!HasPrefix(field, value))
            problems.Add(spec.Key, $"{spec.Label} must begin with {string.Join(" or ", field.Prefixes)}.");
        else if (!MatchesPattern(field, value))
            problems.Add(spec.Key, $"{spec.Label} does not have the form of such a value. Check that all of it was copied, and nothing else.");
        else if (value.Length < field.MinLength || value.Length > field.MaxLength)
            problems.Warnings.Add($"{spec.Label} has {value.Length} characters, which is unusual. Check that all of it was copied, and nothing else.");
    }

    /// <summary>Whether a value looks like one of this field, by beginning and pattern.</summary>
    public static bool LooksLike(CredentialFieldDescriptor field, string value) => HasPrefix(field, value) && MatchesPattern(field, value);

    private static string? FormProblem(string value, bool multiLine)
    {
        if (string.IsNullOrWhiteSpace(value))
            return "is empty. Give a value, or leave the field out.";
        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]))
            return "begins or ends with white space. Copy it again without.";
        if (value == Mask || value.All(character => character is '*' or '•' or '●'))
            return "is the mask that stands for a stored value. Leave the field out to keep what is stored.";
        if (value.Any(character => char.IsControl(character) && !(multiLine && character is '\n' or '\t')))
            return multiLine ? "contains a control character." : "contains a line break or another control character.";
        if (value.Length > MostCharacters)
            return $"is longer than {MostCharacters} characters.";

        try
        {
            return StrictUtf8.GetByteCount(value) > SecretBox.MaxBytes ? "is longer than 64 KiB." : null;
        }
        catch (EncoderFallbackException)
        {
            return "is no valid text.";
        }
    }

    private static bool HasPrefix(CredentialFieldDescriptor field, string value) =>
        field.Prefixes.Count == 0 || field.Prefixes.Any(prefix => value.StartsWith(prefix, StringComparison.Ordinal));

    private static bool MatchesPattern(CredentialFieldDescriptor field, string value) => field.Pattern is null || Patterns
        .GetOrAdd(field.Pattern, pattern => new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))
        .IsMatch(value);
}
