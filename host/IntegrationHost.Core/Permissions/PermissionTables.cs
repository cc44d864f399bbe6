using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegrationHost.Core.Permissions;

/// <summary>The tables of who may do what.</summary>
internal sealed class PermissionTables :
    IEntityTypeConfiguration<PrincipalRow>, IEntityTypeConfiguration<RoleRow>, IEntityTypeConfiguration<ApiTokenRow>, IEntityTypeConfiguration<AclObjectRow>,
    IEntityTypeConfiguration<AclEntryRow>, IEntityTypeConfiguration<PluginPinRow>
{
    public void Configure(EntityTypeBuilder<PrincipalRow> builder)
    {
        builder.ToTable("principals");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Username).UseCollation("NOCASE");
        builder.HasIndex(row => row.Username).IsUnique();
        builder.Ignore(row => row.RoleSids);
    }

    public void Configure(EntityTypeBuilder<RoleRow> builder)
    {
        builder.ToTable("roles");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.RoleName).UseCollation("NOCASE");
        builder.HasIndex(row => row.RoleName).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ApiTokenRow> builder)
    {
        builder.ToTable("api_tokens");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.PrincipalId);
    }

    public void Configure(EntityTypeBuilder<AclObjectRow> builder)
    {
        builder.ToTable("acl_objects");
        builder.HasKey(row => new { row.ObjectType, row.ObjectId });
        builder.HasIndex(row => row.OwnerId);
        builder.HasMany(row => row.Entries).WithOne().HasForeignKey(entry => new { entry.ObjectType, entry.ObjectId }).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<AclEntryRow> builder)
    {
        builder.ToTable("acl_entries");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.ObjectType, row.ObjectId, row.Sid, row.Granting }).IsUnique();
        builder.HasIndex(row => row.Sid);
        // Larger numbers than there are permissions become the nearest; the keyed hash does not hold then.
        builder.Property(row => row.Mask).HasConversion(mask => (long)mask, stored => (Permission)(int)Math.Clamp(stored, int.MinValue, int.MaxValue));
    }

    public void Configure(EntityTypeBuilder<PluginPinRow> builder)
    {
        builder.ToTable("plugin_pins");
        builder.HasKey(row => row.PluginId);
    }
}
