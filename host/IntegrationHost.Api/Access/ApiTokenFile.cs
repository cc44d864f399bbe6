using System.Buffers.Text;
using System.Security.Cryptography;

namespace IntegrationHost.Api.Access;

/// <summary>The API's bearer token in a file of its owner alone.</summary>
public static class ApiTokenFile
{
    private const string Prefix = "iht_";
    private const int RandomBytes = 32;
    private const int LargestFile = 1024;
    private static readonly int TokenLength = Prefix.Length + Base64Url.GetEncodedLength(RandomBytes);

    /// <summary>Reads the token; makes it if there is none yet.</summary>
    /// <param name="path">The file. Its directory must exist.</param>
    /// <exception cref="ApiStartException">The file is damaged, open to others, or cannot be read or written.</exception>
    public static string ReadOrCreate(string path)
    {
        try
        {
            if (!File.Exists(path))
                Create(path);
            return Read(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ApiStartException($"The API token file {path} cannot be read or written. See to the rights of its directory, then start again.", failure);
        }
    }

    private static string Read(string path)
    {
        if (OwnerOnly.IsOpenToOthers(path))
        {
            throw new ApiStartException(
                $"The API token file {path} is open to others, so the token may be known. Delete the file to get a new token, then start again.");
        }

        // A pipe or a device has no length, and to open one could wait for ever.
        string text = new FileInfo(path).Length is > 0 and <= LargestFile ? File.ReadAllText(path).TrimEnd('\n') : "";
        bool wellFormed = text.Length == TokenLength && text.StartsWith(Prefix, StringComparison.Ordinal) && Base64Url.IsValid(text.AsSpan(Prefix.Length));
        return wellFormed
            ? text
            : throw new ApiStartException($"The API token file {path} is damaged. Delete it to get a new token, then start again.");
    }

    /// <summary>Written beside and moved into place, so that no reader ever sees half a token.</summary>
    private static void Create(string path)
    {
        string draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var writer = new StreamWriter(draft, OwnerOnly.NewFile()))
            {
                writer.Write(Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)));
            }

            File.Move(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
