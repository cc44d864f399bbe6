using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Accounts;

internal sealed class AccountRowConfiguration : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.ToTable("accounts");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Status).HasConversion(new StoredNameConverter<AccountStatus>(AccountStatus.Error));
        builder.Property(row => row.Version).IsConcurrencyToken();

        // Lists are of what is not in the trash, by name; a list of one provider, or of what is closed or in error, is the usual narrower one. Newest first is the other usual order.
        builder.HasIndex(row => new { row.Trashed, row.NameKey, row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.Trashed, row.ProviderId, row.NameKey, row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.Trashed, row.Status, row.NameKey, row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.Trashed, row.ModifiedAt, row.NameKey, row.CreatedAt, row.Id });
        builder.HasIndex(row => new { row.Trashed, row.CreatedAt, row.NameKey, row.Id });
        builder.HasMany(row => row.Secrets).WithOne().HasForeignKey(secret => secret.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(row => row.Fields).WithOne().HasForeignKey(field => field.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(row => row.Verdicts).WithOne().HasForeignKey(verdict => verdict.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
