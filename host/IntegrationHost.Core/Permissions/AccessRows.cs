using IntegrationHost.Core.Storage;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Permissions;

/// <summary>Reads the rows that decide at every request who it is and what may be done, without EF. Nothing is kept of them, and their MACs are for the caller to check.</summary>
internal static class AccessRows
{
    internal const string TokenQuery = "SELECT Hash, PrincipalId, Name, Scopes, MadeBy, CreatedAt, ExpiresAt, RevokedAt, Mac FROM api_tokens WHERE Id = $a";

    internal const string PrincipalQuery = "SELECT Username, Roles, Enabled, CreatedAt, ModifiedAt, Mac FROM principals WHERE Id = $a";

    internal const string RoleQuery = "SELECT RoleName, CreatedAt, ModifiedAt, Mac FROM roles WHERE Id = $a";

    internal const string ObjectQuery = "SELECT OwnerId, Version, CreatedAt, ModifiedAt, Mac FROM acl_objects WHERE ObjectType = $a AND ObjectId = $b";

    internal const string EntryQuery = "SELECT Id, Sid, Mask, Granting FROM acl_entries WHERE ObjectType = $a AND ObjectId = $b";

    /// <summary>A token by its id; <c>null</c> if there is none.</summary>
    public static ApiTokenRow? Token(StoreReader reader, string id)
    {
        using SqliteDataReader row = reader.Query(TokenQuery, id);
        return !row.Read() ? null : new ApiTokenRow
        {
            Id = id,
            Hash = row.Bytes(0),
            PrincipalId = row.GetGuid(1),
            Name = row.GetString(2),
            Scopes = row.GetString(3),
            MadeBy = row.GetString(4),
            CreatedAt = row.Moment(5),
            ExpiresAt = row.Moment(6),
            RevokedAt = row.MomentOrNull(7),
            Mac = row.Bytes(8),
        };
    }

    /// <summary>A principal; <c>null</c> if there is none.</summary>
    public static PrincipalRow? Principal(StoreReader reader, Guid id)
    {
        using SqliteDataReader row = reader.Query(PrincipalQuery, id);
        return !row.Read() ? null : new PrincipalRow
        {
            Id = id,
            Username = row.GetString(0),
            Roles = row.GetString(1),
            Enabled = row.GetBoolean(2),
            CreatedAt = row.Moment(3),
            ModifiedAt = row.Moment(4),
            Mac = row.Bytes(5),
        };
    }

    /// <summary>A role of the operators' own; <c>null</c> if there is none.</summary>
    public static RoleRow? Role(StoreReader reader, Guid id)
    {
        using SqliteDataReader row = reader.Query(RoleQuery, id);
        return !row.Read() ? null : new RoleRow { Id = id, RoleName = row.GetString(0), CreatedAt = row.Moment(1), ModifiedAt = row.Moment(2), Mac = row.Bytes(3) };
    }

    /// <summary>The permissions of an object; <c>null</c> if it has none.</summary>
    public static AclObjectRow? Acl(StoreReader reader, SecuredType type, Guid id)
    {
        if (Object(reader, type, id) is not { } acl)
            return null;
        using SqliteDataReader row = reader.Query(EntryQuery, type.ClassName, id);
        while (row.Read())
        {
            acl.Entries.Add(new AclEntryRow
            {
                Id = row.GetGuid(0),
                ObjectType = type.ClassName,
                ObjectId = id,
                Sid = row.GetString(1),
                Mask = (Permission)row.GetInt32(2),
                Granting = row.GetBoolean(3),
            });
        }

        return acl;
    }

    private static AclObjectRow? Object(StoreReader reader, SecuredType type, Guid id)
    {
        using SqliteDataReader row = reader.Query(ObjectQuery, type.ClassName, id);
        return !row.Read() ? null : new AclObjectRow
        {
            ObjectType = type.ClassName,
            ObjectId = id,
            OwnerId = row.GetGuid(0),
            Version = row.GetInt64(1),
            CreatedAt = row.Moment(2),
            ModifiedAt = row.Moment(3),
            Mac = row.Bytes(4),
        };
    }
}
