using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Upstream;

/// <summary>Which ThorAPI server this host works on, if any, and the connection to it.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class UpstreamMode(HostStore store, TimeProvider time) : IDisposable
{
    private readonly UpstreamRecord record = new(store, time);
    private readonly ThorWire wire = new(time);
    private readonly Lock gate = new();
    private (long Version, ThorSession Session)? open;

    /// <summary>Raised when another upstream, or another login, is set.</summary>
    internal event Action? Changed;

    /// <summary>One change of what is at the upstream at a time, and none while it is read: a copy that is older than the change would undo it here.</summary>
    internal SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The settings; <c>null</c> if there is no upstream.</summary>
    /// <exception cref="ConflictException">They were changed outside the host.</exception>
    public Task<UpstreamSettings?> FindAsync(CancellationToken cancellationToken) => record.ReadAsync(cancellationToken);

    /// <summary>Sets the upstream. Of another server's accounts and modules nothing is known at this one: they stay here, as this host's own.</summary>
    /// <param name="address">Its address, with or without <c>/v1</c>.</param>
    /// <param name="metadataPath">Where it publishes its metadata; <c>null</c> for the usual place.</param>
    /// <param name="login">The login; <c>null</c> to keep the present one, if the server is the same.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UpstreamException">Address, path or login cannot be used.</exception>
    public async Task SetAsync(string address, string? metadataPath, ThorLogin? login, CancellationToken cancellationToken)
    {
        Uri server = ThorAddress.Parse(address);
        string path = ThorAddress.CheckPath(metadataPath ?? ThorMetadataSource.DefaultPath);
        if (login?.Token is { } token && !ThorTokens.IsUsable(token))
            throw new UpstreamException("The token holds characters that a header cannot carry, or is too long. Give the token alone, without quotes and line breaks.", UpstreamFault.Unusable);
        if (login is not null && (login.Username is null) != (login.Password is null))
            throw new UpstreamException("A login needs a user name and a password. Give both, or a token.", UpstreamFault.Unusable);

        await Turn.WaitAsync(cancellationToken);
        try
        {
            await using StoreWrite write = await store.BeginAsync(cancellationToken);
            if (await record.SetAsync(write.Context, server, path, login, cancellationToken))
                await ForgetCopiesAsync(write.Context, cancellationToken);
            else
                await ((await UpstreamState.ReadAsync(write.Context, cancellationToken)) with { LastAttemptAt = null, Fault = null, Problem = null, ProblemAt = null }).WriteAsync(write.Context, cancellationToken);
            string kind = login?.Token is not null ? "token" : login?.Password is not null ? "password" : login is null ? "as before" : "none";
            write.Record(new AuditEvent(AuditActions.UpstreamSet, "upstream", "", AuditResults.Ok, ("server", server.Authority), ("login", kind)));
            await write.CommitAsync(cancellationToken);
        }
        finally
        {
            Turn.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>Forgets the upstream and its login; the sealed bytes leave the file, too. What was read from it stays, as this host's own.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            await using (StoreWrite write = await store.BeginAsync(cancellationToken))
            {
                await UpstreamRecord.RemoveAsync(write.Context, cancellationToken);
                await ForgetCopiesAsync(write.Context, cancellationToken);
                write.Record(new AuditEvent(AuditActions.UpstreamClear, "upstream", "", AuditResults.Ok));
                await write.CommitAsync(cancellationToken);
            }

            await store.CheckpointAsync(cancellationToken);
            Close();
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Closes the connections and forgets the login.</summary>
    public void Dispose()
    {
        Close();
        wire.Dispose();
        Turn.Dispose();
    }

    /// <summary>The way to the upstream as it is set now; <c>null</c> if there is none.</summary>
    /// <exception cref="ConflictException">Its settings were changed outside the host.</exception>
    internal async Task<ThorSession?> OpenAsync(CancellationToken cancellationToken)
    {
        if (await record.ReadAsync(cancellationToken) is not { } settings)
            return null;
        lock (gate)
        {
            if (open is { } known && known.Version == settings.Version)
                return known.Session;
        }

        ThorLogin login = await record.OpenLoginAsync(settings, cancellationToken);
        lock (gate)
        {
            open = (settings.Version, new ThorSession(wire, settings.Server, login, time));
            return open.Value.Session;
        }
    }

    /// <summary>The login, for the reader of metadata.</summary>
    internal Task<ThorLogin> OpenLoginAsync(UpstreamSettings settings, CancellationToken cancellationToken) => record.OpenLoginAsync(settings, cancellationToken);

    /// <summary>Remembers that the upstream did not do something, so that its copy is not called current.</summary>
    internal async Task NoteAsync(UpstreamException failure, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        UpstreamState state = await UpstreamState.ReadAsync(write.Context, cancellationToken);
        await state.With(failure, time.GetUtcNow()).WriteAsync(write.Context, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Lets a login that was refused be tried again: a person asks.</summary>
    internal void Forgive() => Close();

    private void Close()
    {
        lock (gate)
            open = null;
    }

    private static async Task ForgetCopiesAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        await context.UpstreamAccounts.ExecuteDeleteAsync(cancellationToken);
        await context.UpstreamModules.ExecuteDeleteAsync(cancellationToken);
        await UpstreamState.RemoveAsync(context, cancellationToken);
    }
}
