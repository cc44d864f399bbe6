using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>Makes, changes and deletes accounts at a ThorAPI server.</summary>
internal static class ThorAccounts
{
    /// <summary>Where the list is.</summary>
    public const string Path = "/v1/IntegrationAccount";

    /// <summary>Ids of the accounts with this very name.</summary>
    public static async Task<IReadOnlyList<string>> FindByNameAsync(ThorSession session, string name, CancellationToken cancellationToken)
    {
        // Defaults of the server's model are filters, too, unless they are named: an example without "verified" finds only accounts that are not. What servers decode twice is not sent at all.
        string? example = name.AsSpan().IndexOfAny('%', '+') >= 0 ? null : JsonSerializer.Serialize(new Dictionary<string, object?> { ["accountName"] = name, ["status"] = null, ["verified"] = null, ["trashed"] = null });
        ThorList list = await ThorPages.ReadAsync(session, Path, example, cancellationToken);
        return [.. list.Rows.Where(row => ThorJson.Text(row.Value, "accountName") == name).Select(row => row.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>Makes an account.</summary>
    /// <param name="session">The server.</param>
    /// <param name="values">What it is to hold.</param>
    /// <param name="key">The same for each try, so that servers that know such keys make one account of all tries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its id there.</returns>
    /// <exception cref="UpstreamException">It was refused, or whether it was made is not known: see <see cref="UpstreamException.MayBeDone"/>.</exception>
    public static async Task<string> CreateAsync(ThorSession session, ThorAccountValues values, string key, CancellationToken cancellationToken)
    {
        var request = new ThorRequest(HttpMethod.Post, Path) { Body = values.ToNew(), IdempotencyKey = key };
        ThorAnswer answer = await session.AskAsync(request, cancellationToken, values.Secrets);
        using JsonDocument made = answer.Parse(session.At(Path));
        return ThorJson.IdOf(made.RootElement) ?? throw new UpstreamException($"{session.At(Path)} made an account and did not say which. Synchronise to find it.", UpstreamFault.NotUnderstood);
    }

    /// <summary>An account as the server shows it; <c>null</c> if there is none of this id. What is secure in it may be in the open: it is for sending back only.</summary>
    public static async Task<JsonDocument?> FindAsync(ThorSession session, string id, CancellationToken cancellationToken)
    {
        try
        {
            ThorAnswer answer = await session.AskAsync(new ThorRequest(HttpMethod.Get, $"{Path}/{id}"), cancellationToken);
            return answer.Parse(session.At(Path));
        }
        catch (UpstreamException failure) when (failure.Fault == UpstreamFault.NotFound)
        {
            return null;
        }
    }

    /// <summary>Changes properties of an account: alone if the server can, or else in the whole object, which then holds no mask.</summary>
    /// <returns>What a person should know; empty if nothing.</returns>
    /// <exception cref="UpstreamException">It was refused, or it is gone.</exception>
    public static async Task<string?> ChangeAsync(ThorSession session, string id, ThorAccountValues values, IReadOnlySet<string> changed, CancellationToken cancellationToken)
    {
        string path = $"{Path}/{id}";
        using JsonDocument before = await FindAsync(session, id, cancellationToken) ?? throw new UpstreamException($"{session.At(path)}: the account was deleted there.", UpstreamFault.NotFound);
        try
        {
            var patch = new ThorRequest(HttpMethod.Patch, path) { Body = values.ToPatch(changed), MediaType = "application/merge-patch+json" };
            await session.AskAsync(patch, cancellationToken, values.Secrets);
        }
        catch (UpstreamException failure) when (failure.Fault is UpstreamFault.Unsupported or UpstreamFault.NotFound)
        {
            // It was there a moment ago: the server has no PATCH.
            (byte[] body, IReadOnlyList<string> hidden) = values.ToWhole(before.RootElement, changed, id);
            if (hidden.Count > 0)
            {
                throw new UpstreamException(
                    $"{session.At(path)} hides {string.Join(", ", hidden)}, and the server can only save the account as a whole: without the value the stored secret could be lost. Set it here, too, with: integration-host accounts set-secret.",
                    UpstreamFault.Refused);
            }

            await session.AskAsync(new ThorRequest(HttpMethod.Put, path) { Body = body }, cancellationToken, values.Secrets);
        }

        return changed.Overlaps(ThorAccountValues.Secure) ? await DoubtAsync(session, id, values, changed, cancellationToken) : null;
    }

    /// <summary>Deletes an account softly with what belongs to it, or plainly where the server does not know that. One that is gone already is deleted.</summary>
    public static async Task DeleteAsync(ThorSession session, string id, CancellationToken cancellationToken)
    {
        try
        {
            await AskToDeleteAsync(session, $"{Path}/{id}?cascade=true&trash=true", cancellationToken);
        }
        catch (UpstreamException failure) when (failure.Fault is UpstreamFault.Refused or UpstreamFault.Unsupported or UpstreamFault.Failed)
        {
            await AskToDeleteAsync(session, $"{Path}/{id}", cancellationToken);
        }
    }

    private static async Task AskToDeleteAsync(ThorSession session, string path, CancellationToken cancellationToken)
    {
        try
        {
            await session.AskAsync(new ThorRequest(HttpMethod.Delete, path), cancellationToken);
        }
        catch (UpstreamException failure) when (failure.Fault == UpstreamFault.NotFound)
        {
            // Somebody else was faster.
        }
    }

    /// <summary>
    /// Whether the server kept a secret. Users without VIEW_DECRYPTED are told 200 while nothing is stored, and are shown the mask for empty fields as well: where an unset field shows the
    /// mask, the mask proves nothing.
    /// </summary>
    private static async Task<string?> DoubtAsync(ThorSession session, string id, ThorAccountValues values, IReadOnlySet<string> changed, CancellationToken cancellationToken)
    {
        using JsonDocument? after = await FindAsync(session, id, cancellationToken);
        if (after is null)
            return null;
        string[] lost = [.. ThorAccountValues.Secure.Where(name => changed.Contains(name) && values.Fields.GetValueOrDefault(name) is { } value
            && ThorJson.Text(after.RootElement, name) is var shown && shown != value && shown != ThorJson.Mask)];
        if (lost.Length > 0)
            return $"{session.Server} answered with success and did not keep {string.Join(", ", lost)}. The user there may lack VIEW_DECRYPTED on this account.";

        bool maskProvesNothing = ThorAccountValues.Secure.Any(name => values.Fields.GetValueOrDefault(name) is null && ThorJson.Text(after.RootElement, name) == ThorJson.Mask);
        return maskProvesNothing
            ? $"{session.Server} hides secrets from this user, set or not, so that it cannot be told whether it kept the new one. Its user needs VIEW_DECRYPTED on the account to set secrets."
            : null;
    }

    /// <summary>The same after an account was made.</summary>
    public static Task<string?> DoubtAsync(ThorSession session, string id, ThorAccountValues values, CancellationToken cancellationToken) =>
        DoubtAsync(session, id, values, values.Fields.Keys.ToHashSet(), cancellationToken);
}
