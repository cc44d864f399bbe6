using System.Text.Json.Serialization;

namespace IntegrationHost.Core.Secrets;

/// <summary>One way to unlock a ring.</summary>
/// <param name="Id">Names it in messages: its type and a number.</param>
/// <param name="Type">One of <see cref="SlotTypes"/>.</param>
/// <param name="Kdf">How the slot's key is derived, with all parameters; one of <see cref="SlotKdf"/>. Part of the seal.</param>
/// <param name="Salt">16 bytes.</param>
/// <param name="Wrapped">The ring key under the key derived from what the slot asks for.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Settings">What the type needs beside; holds no secret. Part of the seal.</param>
internal sealed record KeySlot(
    string Id, string Type, string Kdf, byte[] Salt, byte[] Wrapped, DateTimeOffset Created, IReadOnlyDictionary<string, string>? Settings = null)
{
    /// <summary>Whether a person must type something to use it.</summary>
    [JsonIgnore]
    public bool NeedsPerson => Type is SlotTypes.Passphrase or SlotTypes.Recovery;

    /// <summary>A setting, or <c>null</c>.</summary>
    public string? Setting(string name) => Settings?.GetValueOrDefault(name);
}
