using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Coverage;

internal sealed class AccountTallyRowConfiguration : IEntityTypeConfiguration<AccountTallyRow>
{
    public void Configure(EntityTypeBuilder<AccountTallyRow> builder)
    {
        builder.ToTable("account_tallies");
        builder.HasKey(row => new { row.Status, row.Environment, row.Kind, row.Mode, row.AccountType, row.Differs });
        builder.Property(row => row.Status).HasConversion(new StoredNameConverter<AccountStatus>(AccountStatus.Error));
    }
}
