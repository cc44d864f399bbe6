using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Accounts;

internal sealed class AccountTokenRowConfiguration : IEntityTypeConfiguration<AccountTokenRow>
{
    public void Configure(EntityTypeBuilder<AccountTokenRow> builder)
    {
        // Text in this column (SQLite would take it) is a token that was never sealed: refused by the database itself.
        builder.ToTable("account_tokens", table => table.HasCheckConstraint("CK_account_tokens_envelope", "Envelope IS NULL OR typeof(Envelope) = 'blob'"));
        builder.HasKey(row => row.AccountId);
        builder.Property(row => row.AccountId).ValueGeneratedNever();
        builder.HasOne<AccountRow>().WithOne().HasForeignKey<AccountTokenRow>(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
