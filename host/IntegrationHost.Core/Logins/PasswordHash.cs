using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Logins;

/// <summary>Turns a password into what is kept of it, and compares. Either takes its time on purpose.</summary>
internal static class PasswordHash
{
    /// <summary>The longest password, in UTF-16 characters.</summary>
    public const int Longest = 256;

    private const int SaltBytes = 16;
    private const int KeyBytes = 32;

    /// <summary>32 MiB and 2 passes, above the least of OWASP's password storage cheat sheet (19 MiB, 2): a login happens seldom, but several may at once.</summary>
    private static readonly Argon2Cost Cost = new(32 * 1024, 2);

    public static PasswordRow Create(KeyRing keys, Guid principalId, string password, DateTimeOffset now)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        PasswordRow row = new() { PrincipalId = principalId, Kdf = Cost.Text, Salt = salt, Hash = Derive(keys, Cost, salt, password), ChangedAt = now };
        RowMac.Sign(keys, row);
        return row;
    }

    /// <summary>Whether it is the password. Without a row, or with one changed outside the host, the same work is done and it is not.</summary>
    public static bool Matches(KeyRing keys, PasswordRow? row, string password)
    {
        bool intact = row is not null && RowMac.Holds(keys, row);
        Argon2Cost cost = (intact ? Argon2Cost.Parse(row!.Kdf) : null) ?? Cost;
        byte[] salt = intact ? row!.Salt : new byte[SaltBytes];
        byte[] derived = Derive(keys, cost, salt, password.Length > Longest ? "" : password);
        return CryptographicOperations.FixedTimeEquals(derived, intact ? row!.Hash : new byte[KeyBytes]) & intact & password.Length <= Longest;
    }

    private static byte[] Derive(KeyRing keys, Argon2Cost cost, byte[] salt, string password)
    {
        byte[] words = Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC));
        Span<byte> key = stackalloc byte[KeyBytes];
        try
        {
            cost.Derive(words, salt, key);

            // With the database alone nobody can try guesses.
            return HMACSHA256.HashData(keys.TokenPepper, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(words);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
