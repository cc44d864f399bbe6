using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>
/// Changes the link of an ExecModule at its server: reads the whole object, changes the link in its bytes and saves the whole object. Each time anew, so that what others changed meanwhile is kept.
/// </summary>
internal static class ThorModules
{
    private const string Path = "/v1/ExecModule";
    private const int MostTries = 3;

    /// <summary>Where the list is.</summary>
    public const string ListPath = Path;

    /// <summary>Links a module to an account, or (for <c>null</c>) removes its links. Does nothing if that is so already.</summary>
    /// <returns>The module's text as the server has it now.</returns>
    /// <exception cref="UpstreamException">It could not be done; the module is as it was, unless the exception says otherwise.</exception>
    public static async Task<ReadOnlyMemory<byte>> SetLinkAsync(ThorSession session, Guid moduleId, string? account, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            (ReadOnlyMemory<byte> text, ModuleLinkText module, string? version) = await GetAsync(session, moduleId, cancellationToken);
            if (Is(module, account))
                return text;
            try
            {
                // The answer is the module as it is now; where it does not show the link, a second look decides.
                if (await SaveAsync(session, moduleId, module, account, version, cancellationToken) is { } saved && Is(saved.Module, account))
                    return saved.Text;
            }
            catch (UpstreamException failure) when (attempt < MostTries && (failure.Fault is UpstreamFault.Conflict || failure.MayBeDone) && failure.Fault is not UpstreamFault.Redirected)
            {
                // Somebody else was faster, or no answer came: what stands there now decides.
                continue;
            }

            (text, module, _) = await GetAsync(session, moduleId, cancellationToken);
            if (Is(module, account))
                return text;
            throw new UpstreamException(
                $"{session.At($"{Path}/{moduleId}")} took the change and did not keep it. See whether the user may change this module there, then try again.", UpstreamFault.NotUnderstood);
        }
    }

    /// <summary>A module's text; <c>null</c> if the server has none of this id.</summary>
    public static async Task<ReadOnlyMemory<byte>?> FindAsync(ThorSession session, Guid moduleId, CancellationToken cancellationToken)
    {
        try
        {
            return (await GetAsync(session, moduleId, cancellationToken)).Text;
        }
        catch (UpstreamException failure) when (failure.Fault == UpstreamFault.NotFound)
        {
            return null;
        }
    }

    private static async Task<(ReadOnlyMemory<byte> Text, ModuleLinkText Module, string? Version)> GetAsync(ThorSession session, Guid moduleId, CancellationToken cancellationToken)
    {
        string path = $"{Path}/{moduleId}";
        ThorAnswer answer = await session.AskAsync(new ThorRequest(HttpMethod.Get, path), cancellationToken);
        ModuleLinkText module = Read(session.At(path), answer);

        // Weak tags say nothing about bytes, so that a save must not depend on them.
        string? version = answer.Headers.GetValueOrDefault("ETag") is { } tag && tag.StartsWith('"') ? tag : null;
        return module.Id is null || (Guid.TryParse(module.Id, out Guid id) && id == moduleId)
            ? (answer.Body, module, version)
            : throw new UpstreamException($"{session.At(path)} answered with another module. Nothing was changed; report it to whoever runs the server.", UpstreamFault.NotUnderstood);
    }

    private static bool Is(ModuleLinkText module, string? account) => account is null ? module.IsFree : module.IsLinkedTo(account);

    private static async Task<(ReadOnlyMemory<byte> Text, ModuleLinkText Module)?> SaveAsync(ThorSession session, Guid moduleId, ModuleLinkText module, string? account, string? version, CancellationToken cancellationToken)
    {
        string path = $"{Path}/{moduleId}";
        if (module.HasMasks)
        {
            await PatchAsync(session, path, account, cancellationToken);
            return null;
        }

        byte[] body = account is null ? module.Unlinked(moduleId.ToString()) : module.LinkedTo(account, moduleId.ToString());
        ThorAnswer answer = await session.AskAsync(new ThorRequest(HttpMethod.Put, path) { Body = body, IfMatch = version }, cancellationToken);

        if (answer.IsEmpty)
            return null;

        // Some servers save a body as a new row when they do not find its id in it.
        ModuleLinkText shown = Read(session.At(path), answer);
        if (shown.Id is null)
            return null;
        return Guid.TryParse(shown.Id, out Guid saved) && saved == moduleId
            ? (answer.Body, shown)
            : throw new UpstreamException($"{session.At(path)} saved a second module beside the first, with another id. Delete the new one there, and report it to whoever runs the server.", UpstreamFault.Refused);
    }

    /// <summary>A module that shows masks of its own is not saved as a whole: the masks could become the secrets.</summary>
    private static async Task PatchAsync(ThorSession session, string path, string? account, CancellationToken cancellationToken)
    {
        byte[] body = account is null
            ? """{"integrationAccount":null,"execModuleIntegrationAccount":null}"""u8.ToArray()
            : JsonSerializer.SerializeToUtf8Bytes(new { integrationAccount = new { id = account } });
        try
        {
            await session.AskAsync(new ThorRequest(HttpMethod.Patch, path) { Body = body, MediaType = "application/merge-patch+json" }, cancellationToken);
        }
        catch (UpstreamException failure) when (failure.Fault is UpstreamFault.Unsupported)
        {
            throw new UpstreamException(
                $"{session.At(path)} shows hidden secrets of the module itself, and the server cannot change one property alone: saving the module as a whole could put the mask in place of them. Link this one there.",
                UpstreamFault.Refused);
        }
    }

    private static ModuleLinkText Read(Uri address, ThorAnswer answer)
    {
        try
        {
            return ModuleLinkText.Read(answer.Body);
        }
        catch (JsonException)
        {
            throw ThorErrors.NotJson(address, answer.Headers.GetValueOrDefault("Content-Type"));
        }
    }
}
