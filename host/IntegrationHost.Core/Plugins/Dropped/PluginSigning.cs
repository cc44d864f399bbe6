using System.IO.Compression;
using System.Security.Cryptography;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Signs a packed plugin with its publisher's own key.</summary>
public static class PluginSigning
{
    private const int KeySize = 256;

    // As the SDK packs: the same files give the same zip, but for the signature, which has chance in it.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Makes a key (P-256, PKCS #8, PEM) in a file for its owner alone.</summary>
    /// <param name="path">File that is not there yet.</param>
    /// <exception cref="InvalidDataException">There is such a file.</exception>
    public static void MakeKey(string path)
    {
        if (File.Exists(path))
            throw new InvalidDataException($"{path} is there already. Name another file, or sign with this one.");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFiles.WriteAtomically(Path.GetFullPath(path), System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
    }

    /// <summary>Signs a folder or a zip in its place; a signature that it has is replaced.</summary>
    /// <param name="path">Packed folder or <c>.zip</c>.</param>
    /// <param name="keyPath">File with the private key (P-256, PEM).</param>
    /// <param name="publisher">What the publisher is called, in printable ASCII.</param>
    /// <returns>Fingerprint of the key, which the publisher tells those who operate hosts.</returns>
    /// <exception cref="InvalidDataException">It is no plugin that a host would take in, or the key is none.</exception>
    public static string Sign(string path, string keyPath, string publisher)
    {
        ArgumentNullException.ThrowIfNull(publisher);
        if (!PluginPublisher.IsName(publisher))
            throw new InvalidDataException($"The publisher's name is 1 to {PluginPublisher.LongestName} printable ASCII characters.");
        if (!(Directory.Exists(path) || File.Exists(path)) || !PluginSource.IsMeant(path))
            throw new InvalidDataException($"{path} is neither a folder nor a .zip. Name what 'dotnet publish' packed.");

        using ECDsa key = ReadKey(keyPath);
        try
        {
            var files = new ContentCopy(folder: null);
            new PluginSource(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).CopyTo(files);
            (byte[] json, PluginPublisher signed) = PluginPublisher.Sign(files.Finish(), publisher, key);
            if (Directory.Exists(path))
                File.WriteAllBytes(Path.Combine(path, PluginPublisher.FileName), json);
            else
                Put(path, json);
            return signed.KeyId;
        }
        catch (PluginFault fault)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static void Put(string zipPath, byte[] json)
    {
        using ZipArchive zip = ZipFile.Open(zipPath, ZipArchiveMode.Update);
        zip.GetEntry(PluginPublisher.FileName)?.Delete();
        ZipArchiveEntry entry = zip.CreateEntry(PluginPublisher.FileName);
        entry.LastWriteTime = NoTime;
        using Stream stream = entry.Open();
        stream.Write(json);
    }

    private static ECDsa ReadKey(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            if (key.KeySize == KeySize)
                return key;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            // The message below says what is needed.
        }

        key.Dispose();
        throw new InvalidDataException($"{path} is no private key on the curve P-256 in PEM form, without a passphrase. --new-key makes one.");
    }
}
