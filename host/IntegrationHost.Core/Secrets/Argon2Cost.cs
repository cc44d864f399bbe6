using System.Globalization;
using NSec.Cryptography;

namespace IntegrationHost.Core.Secrets;

/// <summary>What deriving a key from words costs. Stored with each slot, so that it can rise later.</summary>
/// <param name="MemoryKib">Memory in KiB.</param>
/// <param name="Passes">Passes over it.</param>
/// <remarks>One lane: libsodium has no other. The least that is read is the least of OWASP's password storage cheat sheet: 19 MiB, 2 passes, 1 lane.</remarks>
internal sealed record Argon2Cost(int MemoryKib, int Passes)
{
    private const string Prefix = "argon2id;m=";
    private const int LeastMemoryKib = 19 * 1024;
    private const int LeastPasses = 2;

    // Above these a changed ring file could stop the host instead of opening.
    private const int MostMemoryKib = 1024 * 1024;
    private const int MostPasses = 16;

    /// <summary>64 MiB and 3 passes: 0.6 s on the reference machine.</summary>
    public static readonly Argon2Cost Default = new(64 * 1024, 3);

    /// <summary>Written in a slot.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{MemoryKib};t={Passes};p=1");

    /// <summary>Whether it is neither weaker than allowed nor absurd.</summary>
    public bool IsAcceptable => MemoryKib is >= LeastMemoryKib and <= MostMemoryKib && Passes is >= LeastPasses and <= MostPasses;

    /// <summary>Reads what <see cref="Text"/> wrote; <c>null</c> if it is something else or not acceptable.</summary>
    public static Argon2Cost? Parse(string text)
    {
        string[] parts = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].Split(';') : [];
        if (parts is not [var memory, ['t', '=', .. var passes], "p=1"]
            || !int.TryParse(memory, NumberStyles.None, CultureInfo.InvariantCulture, out int memoryKib)
            || !int.TryParse(passes, NumberStyles.None, CultureInfo.InvariantCulture, out int passCount))
        {
            return null;
        }

        Argon2Cost cost = new(memoryKib, passCount);
        return cost.IsAcceptable ? cost : null;
    }

    /// <summary>Derives a key. Takes its time and its memory.</summary>
    public void Derive(ReadOnlySpan<byte> words, ReadOnlySpan<byte> salt, Span<byte> key) =>
        PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = MemoryKib, NumberOfPasses = Passes })
            .DeriveBytes(words, salt, key);
}
