using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Core.Tests.Permissions;

public sealed class AccessRulesTests
{
    private static readonly Guid AliceId = Guid.Parse("a0000000-0000-4000-8000-000000000001");
    private static readonly Permission[] Asked = [Permission.Read, Permission.Write, Permission.Create, Permission.Delete, Permission.Execute, Permission.Administration];

    private static Actor Alice => new() { Id = "token:alice1", PrincipalId = AliceId, Name = "alice", Sids = [Sids.Principal(AliceId), Sids.Everyone, Sids.Authenticated, Sids.Anonymous] };

    [Fact]
    public void NoPermissions_DenyAllButAdmin()
    {
        Assert.All(Asked, permission => Assert.False(AccessRules.Decide(Alice, null, intact: false, permission).Allowed));
        Assert.All(Asked, permission => Assert.False(AccessRules.Decide(Alice, Object(), intact: true, permission).Allowed));
        Assert.All(Asked, permission => Assert.True(AccessRules.Decide(Alice with { IsAdmin = true }, null, intact: false, permission).Allowed));
    }

    [Fact]
    public void Owner_MayAll_AlsoWhatIsDenied() =>
        Assert.All(Asked, permission => Assert.True(AccessRules.Decide(Alice, Object(AliceId, (Sids.Everyone, PermissionNames.All, false)), intact: true, permission).Allowed));

    [Fact]
    public void EachPermission_GrantsItselfAlone_AdministrationAll()
    {
        foreach (Permission granted in PermissionNames.Split(PermissionNames.All))
        {
            AclObjectRow acl = Object(default, (Sids.Principal(AliceId), granted, true));
            foreach (Permission asked in Asked)
                Assert.Equal(granted == asked || granted == Permission.Administration, AccessRules.Decide(Alice, acl, intact: true, asked).Allowed);
        }
    }

    [Theory]
    [InlineData(Sids.Everyone)]
    [InlineData(Sids.Authenticated)]
    public void SystemIdentities_CountForEveryPrincipal(string sid) =>
        Assert.True(AccessRules.Decide(Alice, Object(default, (sid, Permission.Write, true)), intact: true, Permission.Write).Allowed);

    [Fact]
    public void AnonymousUser_LetsRead_AndNothingElse()
    {
        AclObjectRow acl = Object(default, (Sids.Anonymous, PermissionNames.All, true));
        Assert.Equal([Permission.Read], Asked.Where(permission => AccessRules.Decide(Alice, acl, intact: true, permission).Allowed));
    }

    [Fact]
    public void Denial_ComesBeforeEveryGrant()
    {
        AclObjectRow acl = Object(default, (Sids.Principal(AliceId), PermissionNames.All, true), (Sids.Everyone, Permission.Write, false));
        Assert.False(AccessRules.Decide(Alice, acl, intact: true, Permission.Write).Allowed);
        Assert.True(AccessRules.Decide(Alice, acl, intact: true, Permission.Read).Allowed);
    }

    [Fact]
    public void ChangedOutsideTheHost_CountsForNothing()
    {
        AclObjectRow acl = Object(AliceId, (Sids.Everyone, PermissionNames.All, true));
        Assert.All(Asked, permission => Assert.False(AccessRules.Decide(Alice, acl, intact: false, permission).Allowed));
    }

    [Fact]
    public void OthersGrants_AreOthers() =>
        Assert.False(AccessRules.Decide(Alice, Object(default, (Sids.Principal(Guid.NewGuid()), PermissionNames.All, true), (Sids.System, PermissionNames.All, true)), intact: true, Permission.Read).Allowed);

    private static AclObjectRow Object(Guid owner = default, params (string Sid, Permission Mask, bool Granting)[] entries)
    {
        AclObjectRow row = new() { ObjectType = "T", ObjectId = Guid.NewGuid(), OwnerId = owner == default ? Guid.NewGuid() : owner, Version = 1, CreatedAt = default, ModifiedAt = default };
        row.Entries.AddRange(entries.Select(entry => new AclEntryRow { Id = Guid.NewGuid(), ObjectType = "T", ObjectId = row.ObjectId, Sid = entry.Sid, Mask = entry.Mask, Granting = entry.Granting }));
        return row;
    }
}
