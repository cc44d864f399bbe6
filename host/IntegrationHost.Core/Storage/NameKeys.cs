using IntegrationHost.Core.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Storage;

/// <summary>Fills in the searched form of names that an older release stored: SQLite knows the case of ASCII only.</summary>
internal static class NameKeys
{
    private const int AtOnce = 1000;

    public static async Task FillAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        while (true)
        {
            // An empty name has an empty key, and stays so.
            List<AccountRow> rows = await context.Accounts.Where(row => row.NameKey == "" && row.Name != "").OrderBy(row => row.Id).Take(AtOnce).ToListAsync(cancellationToken);
            if (rows.Count == 0)
                return;
            foreach (AccountRow row in rows)
            {
                // Setting the name sets its key.
                string name = row.Name;
                row.Name = name;
            }

            await context.SaveChangesAsync(cancellationToken);
            context.ChangeTracker.Clear();
        }
    }
}
