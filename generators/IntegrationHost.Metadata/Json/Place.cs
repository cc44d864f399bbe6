using System.Linq;

namespace IntegrationHost.Metadata.Json;

/// <summary>How names of the file are shown in messages.</summary>
internal static class Place
{
    /// <summary>The name if it is a plain one; otherwise <c>(a name)</c>: messages travel into build logs.</summary>
    public static string Shown(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '$' or '.') ? name : "(a name)";
}
