using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Accounts;

internal sealed class AccountFieldRowConfiguration : IEntityTypeConfiguration<AccountFieldRow>
{
    public void Configure(EntityTypeBuilder<AccountFieldRow> builder)
    {
        builder.ToTable("account_fields");
        builder.HasKey(row => new { row.AccountId, row.FieldKey });
    }
}
