using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>What who is acting may do in an import. What is beyond it is left out and told, and does not stop the rest.</summary>
internal sealed class ImportRights
{
    private readonly bool mayCreate;
    private readonly HashSet<Guid>? writable;
    private readonly HashSet<Guid>? linkable;
    private readonly HashSet<Guid> accounts;

    private ImportRights(bool mayCreate, HashSet<Guid>? writable, HashSet<Guid>? linkable, HashSet<Guid> accounts)
    {
        this.mayCreate = mayCreate;
        this.writable = writable;
        this.linkable = linkable;
        this.accounts = accounts;
    }

    public static async Task<ImportRights> ReadAsync(HostStore store, HostDbContext context, CancellationToken cancellationToken)
    {
        if (ActingAs.Current.IsAdmin)
            return new ImportRights(mayCreate: true, null, null, []);

        return new ImportRights(
            await store.Access.AllowsAsync(context, SecuredType.Module, SecuredType.Module.TypeId, AccessControl.Creating, cancellationToken),
            await store.Access.AllowedAsync(context, SecuredType.Module, Permission.Write, cancellationToken),
            await store.Access.AllowedAsync(context, SecuredType.Account, Permission.Execute | Permission.Write, cancellationToken),
            [.. await context.Accounts.Select(row => row.Id).ToListAsync(cancellationToken)]);
    }

    /// <summary>Why a module cannot be imported; <c>null</c> if it can.</summary>
    /// <param name="row">The module of the same id; <c>null</c> if there is none.</param>
    /// <param name="account">The account it is linked to.</param>
    public string? Problem(ModuleRow? row, Guid? account)
    {
        if (row is null && !mayCreate)
            return "A module was left out: this needs CREATE on the type ExecModule.";
        if (row is not null && writable is not null && !writable.Contains(row.Id))
            return "A module was left out: its id is taken, and what is there is not yours to replace.";

        // An account that does not exist is told as coverage does: the link is kept, as ThorAPI wrote it.
        return account is { } id && linkable is not null && accounts.Contains(id) && !linkable.Contains(id)
            ? "A module was left out: it is linked to an account that is not yours to use."
            : null;
    }
}
