using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Accounts;

internal sealed class AccountSecretRowConfiguration : IEntityTypeConfiguration<AccountSecretRow>
{
    public void Configure(EntityTypeBuilder<AccountSecretRow> builder)
    {
        // Text in this column (SQLite would take it) is a secret that was never sealed: refused by the database itself.
        builder.ToTable("account_secrets", table => table.HasCheckConstraint("CK_account_secrets_envelope", "typeof(Envelope) = 'blob' AND length(Envelope) > 0"));
        builder.HasKey(row => new { row.AccountId, row.FieldKey });
        builder.HasIndex(row => row.Fingerprint);
        builder.HasIndex(row => row.AccountId).HasFilter("Reference IS NOT NULL").HasDatabaseName("IX_account_secrets_referring");
    }
}
