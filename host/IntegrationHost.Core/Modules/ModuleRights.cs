using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>Gives out rows of ExecModules to those who may do what they are for.</summary>
internal static class ModuleRights
{
    /// <summary>Who links a module to an account has it used: that is for those who may use it, or change it.</summary>
    public const Permission Linking = Permission.Execute | Permission.Write;

    /// <summary>A row that who is acting may do this to.</summary>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not.</exception>
    public static async Task<ModuleRow> GetAsync(HostStore store, HostDbContext context, Guid id, Permission required, CancellationToken cancellationToken)
    {
        ModuleRow row = await context.Modules.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw new NotFoundException("ExecModule", id.ToString());

        // The answer to a write shows the module.
        if (required == Permission.Write)
            await store.Access.EnsureAsync(context, SecuredType.Module, id, Permission.Read, cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Module, id, required, cancellationToken);
        return row;
    }

    /// <summary>A row for a new ExecModule of who is acting.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not make any.</exception>
    public static async Task<ModuleRow> NewAsync(HostStore store, HostDbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await store.Access.EnsureCreateAsync(context, SecuredType.Module, cancellationToken);
        ModuleRow row = ModuleRowWriter.New(Guid.NewGuid(), now);
        context.Modules.Add(row);
        store.Access.AddOwner(context, SecuredType.Module, row.Id, now);
        return row;
    }
}
