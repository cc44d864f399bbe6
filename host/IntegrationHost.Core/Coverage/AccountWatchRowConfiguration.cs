using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Coverage;

internal sealed class AccountWatchRowConfiguration : IEntityTypeConfiguration<AccountWatchRow>
{
    public void Configure(EntityTypeBuilder<AccountWatchRow> builder)
    {
        builder.ToTable("account_watches");
        builder.HasKey(row => row.AccountId);
        builder.Property(row => row.AccountId).ValueGeneratedNever();
        builder.HasIndex(row => row.ExpiresAt);
        builder.HasIndex(row => row.Differs);
    }
}
