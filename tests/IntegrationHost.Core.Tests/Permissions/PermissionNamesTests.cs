using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Core.Tests.Permissions;

public sealed class PermissionNamesTests
{
    [Theory]
    [InlineData("READ", 1)]
    [InlineData("list", 1)]
    [InlineData("Insert", 2)]
    [InlineData("CREATE", 4)]
    [InlineData("encrypt", 8)]
    [InlineData("ENCRYPTION", 8)]
    [InlineData("UPDATE", 16)]
    [InlineData("Write", 16)]
    [InlineData("DELETE", 32)]
    [InlineData("exec", 64)]
    [InlineData("EXECUTE", 64)]
    [InlineData("GRANT", 128)]
    [InlineData("granting", 128)]
    [InlineData("admin", 256)]
    [InlineData("ADMINISTRATION", 256)]
    [InlineData("VIEW_DECRYPTED", 512)]
    [InlineData("viewdecrypted", 512)]
    [InlineData("DECRYPT", 512)]
    [InlineData("decrypt_read", 512)]
    [InlineData("DECRYPTED", 512)]
    [InlineData("view-encrypted", 512)]
    [InlineData("APPEND", 1024)]
    [InlineData("append_only", 1024)]
    [InlineData("APPENDONLY", 1024)]
    [InlineData("OWNER", 49)]
    [InlineData("read_write_delete", 49)]
    public void Parse_EveryNameOfThorApi_GivesItsMask(string name, int mask) => Assert.Equal(mask, (int)PermissionNames.Parse(name)!.Value);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("EVERYTHING")]
    [InlineData("1")]
    public void Parse_AnythingElse_IsNone(string? name) => Assert.Null(PermissionNames.Parse(name));

    [Fact]
    public void Names_ReadBackWhatTheyWrite()
    {
        Permission[] all = [.. PermissionNames.Split(PermissionNames.All)];
        Assert.Equal(11, all.Length);
        Assert.All(all, permission => Assert.Equal(permission, PermissionNames.Parse(PermissionNames.Write(permission))));
    }
}
