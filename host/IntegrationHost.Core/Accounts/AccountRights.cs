using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>Who may do what to an account.</summary>
internal sealed class AccountRights(HostStore store, UpstreamSync? upstream)
{
    /// <summary>The accounts that who is acting may read; <c>null</c> for all.</summary>
    public Task<HashSet<Guid>?> AllowedAsync(HostDbContext context, CancellationToken cancellationToken) =>
        store.Access.AllowedAsync(context, SecuredType.Account, Permission.Read, cancellationToken);

    /// <summary>Lets nobody through who may not see and change an account.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not.</exception>
    public async Task EnsureMayChangeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Accounts.AnyAsync(row => row.Id == id, cancellationToken))
            throw new NotFoundException("account", id.ToString());
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Read, cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Write, cancellationToken);
    }

    /// <summary>Lets nobody through who may not use an account.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not.</exception>
    public async Task EnsureMayUseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Execute, cancellationToken);
    }

    /// <summary>Asks whether the upstream can be reached. Only for those who may: whether it is away says that there is something.</summary>
    public async Task AskUpstreamAsync(Guid id, Permission needed, CancellationToken cancellationToken)
    {
        if (upstream is null || !await upstream.IsSetAsync(cancellationToken))
            return;
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Account, id, needed, cancellationToken);
        await upstream.EnsureReachableAsync(id, cancellationToken);
    }
}
