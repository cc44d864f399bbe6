using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>
/// Who may store which reference. A reference is used later, by whoever tests or runs the account, and its value goes where the account's owner says;
/// so nobody may refer to what they may not use themselves.
/// </summary>
internal static class ReferenceRules
{
    /// <summary>Reports references that who is acting may not make.</summary>
    public static async Task CheckAsync(
        HostStore store, HostDbContext context, IReadOnlyDictionary<FieldSpec, string?> values, ProblemList problems, CancellationToken cancellationToken)
    {
        if (ActingAs.Current.IsAdmin)
            return;

        foreach ((FieldSpec spec, string? value) in values)
        {
            if (!spec.Secret || value is null || !SecureKeyReference.IsMeant(value) || SecureKeyReference.Parse(value) is not { } reference)
                continue;

            if (SecureKeyResolver.IsBuiltIn(reference.Bridge))
            {
                problems.Add(spec.Key, $"{spec.Label} refers to what the host itself can read, which only an administrator may do. Refer to a vault account, or ask one.");
                continue;
            }

            // A name that nobody has yet is refused as well: somebody may make that vault later.
            Guid? bridge = await SecureKeyResolver.FindAsync(context, reference.Bridge, cancellationToken);
            if (bridge is not { } id || !await store.Access.AllowsAsync(context, SecuredType.Account, id, Permission.Execute, cancellationToken))
                problems.Add(spec.Key, $"{spec.Label} refers to a vault account that you may not use, or that is not there. Ask its owner for EXECUTE on it.");
        }
    }
}
