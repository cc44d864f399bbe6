using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Coverage;

internal sealed class AccountDayRowConfiguration : IEntityTypeConfiguration<AccountDayRow>
{
    public void Configure(EntityTypeBuilder<AccountDayRow> builder)
    {
        builder.ToTable("account_days");
        builder.HasKey(row => row.Day);
        builder.Property(row => row.Day).ValueGeneratedNever();
    }
}
