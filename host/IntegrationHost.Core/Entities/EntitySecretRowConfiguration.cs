using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Entities;

internal sealed class EntitySecretRowConfiguration : IEntityTypeConfiguration<EntitySecretRow>
{
    public void Configure(EntityTypeBuilder<EntitySecretRow> builder)
    {
        // As with accounts: text in this column would be a secret that was never sealed.
        builder.ToTable("entity_secrets", table => table.HasCheckConstraint("CK_entity_secrets_envelope", "typeof(Envelope) = 'blob' AND length(Envelope) > 0"));
        builder.HasKey(row => new { row.EntityId, row.FieldKey });
    }
}
