using IntegrationHost.Core.Entities;
using static IntegrationHost.Core.Entities.EntityFieldKind;

namespace IntegrationHost.Api.ThorApi;

/// <summary>What a query needs to know of the entities that are stored by services of their own.</summary>
internal static class ThorShapes
{
    public static readonly EntityType IntegrationAccount = new("IntegrationAccount",
    [
        new("accountName", Text),
        new("username", Text),
        new("password", Text) { Secure = true },
        new("apiKey", Text) { Secure = true },
        new("accountId", Text) { Secure = true },
        new("status", Word),
        new("verified", Flag),
    ]);

    public static readonly EntityType ExecModule = new("ExecModule",
    [
        new("name", Text),
        new("className", Text),
        new("moduleType", Word),
        new("status", Word),
        new("role", Word),
        new("systemId", Id),
        new("taskId", Id),
    ]);

    public static readonly EntityType Role = new("Role", [new("roleName", Text), new("role", Word)]);

    public static readonly EntityType Principal = new("Principal", [new("username", Text), new("enabled", Flag)]);

    public static readonly EntityType AclEntry = new("AclEntry", [new("granting", Flag), new("mask", Integer)]);
}
