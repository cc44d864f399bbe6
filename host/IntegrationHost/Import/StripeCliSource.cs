using System.Globalization;
using Tomlyn;
using Tomlyn.Model;

namespace IntegrationHost.Import;

/// <summary>Keys that Stripe's command line keeps in <c>config.toml</c>: by project and mode, with the day on which each ends.</summary>
internal sealed class StripeCliSource : IImportSource
{
    public IEnumerable<RawValue> Read(Surroundings surroundings, ICollection<LeftOut> leftOut)
    {
        string path = surroundings.InConfig("stripe", "config.toml");
        string shown = surroundings.Shown(path);
        TomlTable? file = null;
        try
        {
            if (Surroundings.Read(path) is { } text)
                file = TomlSerializer.Deserialize<TomlTable>(text);
        }
        catch (TomlException)
        {
            leftOut.Add(new LeftOut(shown, "The file is no TOML that can be read."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            leftOut.Add(new LeftOut(shown, "The file cannot be read. Check its owner, mode and size."));
        }

        return file is null ? [] : [.. file.Where(entry => entry.Value is TomlTable).SelectMany(entry => Project(shown, entry.Key, (TomlTable)entry.Value, leftOut))];
    }

    private static IEnumerable<RawValue> Project(string shown, string project, TomlTable settings, ICollection<LeftOut> leftOut)
    {
        foreach (string mode in (string[])["live", "test"])
        {
            string source = $"{shown} [{project}] {mode}_mode_api_key";
            if (Text(settings, $"{mode}_mode_api_key") is not { } key)
                continue;
            if (key.Contains('*', StringComparison.Ordinal))
                leftOut.Add(new LeftOut(source, "The file holds a mask; the key itself is in the system's keyring. Copy it from the dashboard."));
            else
                yield return new RawValue(source, "STRIPE_API_KEY", key) { ExpiresAt = Day(settings, $"{mode}_mode_key_expires_at") };
        }
    }

    private static string? Text(TomlTable settings, string key) => settings.TryGetValue(key, out object? value) && value is string { Length: > 0 } text ? text.Trim() : null;

    // Written as a text by the tool, and as TOML's own date by people.
    private static DateTimeOffset? Day(TomlTable settings, string key)
    {
        string? text = settings.TryGetValue(key, out object? value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset day) ? day : null;
    }
}
