using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Permissions;

/// <summary>Asks for permissions on an object where nothing else is done with it, such as before an answer is given a second time.</summary>
/// <param name="store">The open store.</param>
public sealed class ObjectRights(HostStore store)
{
    /// <summary>Lets nobody through who may not do all of this to an object.</summary>
    /// <param name="type">Kind of object.</param>
    /// <param name="id">The object.</param>
    /// <param name="permissions">What is asked for; of permissions that are joined, one is enough.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AccessDeniedException">Who is acting may not.</exception>
    public async Task EnsureAsync(SecuredType type, Guid id, IEnumerable<Permission> permissions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        foreach (Permission permission in permissions)
            await store.Access.EnsureAsync(context, type, id, permission, cancellationToken);
    }
}
