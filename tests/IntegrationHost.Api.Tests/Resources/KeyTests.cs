using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Api.Tests.Resources;

/// <summary>Seal, slots, rotation and backup over the wire.</summary>
public sealed class KeyTests : ApiTest
{
    private const string Passphrase = "correct horse battery EXAMPLE";

    public static TheoryData<string, string> Closed => new()
    {
        { "GET", "/api/accounts" }, { "POST", "/api/accounts" }, { "GET", "/api/catalog" }, { "GET", "/api/coverage" }, { "GET", "/api/plugins" },
        { "GET", "/api/keys/slots" }, { "POST", "/api/keys/rotation" }, { "POST", "/api/backup" }, { "POST", "/api/store/verify" }, { "GET", "/openapi/v1.json" },
        { "GET", "/v1/IntegrationAccount" }, { "GET", "/v1/ExecModule" }, { "GET", "/nowhere" },
    };

    [Fact]
    public async Task Sealed_AnswersOnlyHealthStatusAndUnseal()
    {
        await Api.AddAccountAsync("ONE", "ak_keysEXAMPLE", Cancel);
        await Api.Client.AddSlotAsync(new AddSlotRequest { Type = "passphrase", Passphrase = Passphrase }, Cancel);
        Assert.True((await Api.Client.SealAsync(Cancel)).Sealed);

        Assert.Equal("sealed", await Api.Http.GetStringAsync("healthz", Cancel));
        HostStatus status = await Api.Client.GetStatusAsync(Cancel);
        Assert.True(status.Sealed);
        Assert.NotNull(status.SealedReason);
        foreach ((string method, string path) in Closed.Select(row => (row.Data.Item1, row.Data.Item2)))
        {
            JsonNode problem = (await Api.SendAsync(new HttpMethod(method), path, null, HttpStatusCode.ServiceUnavailable, Cancel))!;
            string text = path.StartsWith("/v1", StringComparison.Ordinal) ? (string)problem["message"]! : (string)problem["detail"]!;
            Assert.Contains("integration-host unseal", text, StringComparison.Ordinal);
        }

        HostApiException refused = await Assert.ThrowsAsync<HostApiException>(() => Api.Client.UnsealAsync("wrong horse battery EXAMPLE", Cancel));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("wrong horse", refused.Message, StringComparison.Ordinal);
        Assert.False((await Api.Client.UnsealAsync(Passphrase, Cancel)).Sealed);
        Assert.Equal("ok", await Api.Http.GetStringAsync("healthz", Cancel));
        Assert.Equal("ak_keysEXAMPLE", await Api.StoredKeyAsync(Assert.Single(await Api.Client.GetAccountsAsync(Cancel)).Id, Cancel));
    }

    [Fact]
    public async Task Slots_AreListedAddedAndRemoved_AndTheLastStays()
    {
        AddSlotResult recovery = await Api.Client.AddSlotAsync(new AddSlotRequest { Type = "recovery" }, Cancel);
        Assert.NotNull(recovery.RecoveryCode);
        string list = await Api.Http.GetStringAsync("api/keys/slots", Cancel);
        Assert.DoesNotContain(recovery.RecoveryCode, list, StringComparison.Ordinal);
        Assert.Equal(["keyfile-1", "recovery-1"], (await Api.Client.GetSlotsAsync(Cancel)).Select(slot => slot.Id));
        await Api.Client.RemoveSlotAsync("recovery-1", Cancel);
        Assert.Equal(HttpStatusCode.Conflict, (await Assert.ThrowsAsync<HostApiException>(() => Api.Client.RemoveSlotAsync("keyfile-1", Cancel))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<HostApiException>(() => Api.Client.RemoveSlotAsync("recovery-1", Cancel))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Assert.ThrowsAsync<HostApiException>(() => Api.Client.AddSlotAsync(new AddSlotRequest { Type = "magic" }, Cancel))).StatusCode);
    }

    [Fact]
    public async Task Rotation_OverTheWire_Ends_AndAnOldTermCanBeDestroyed()
    {
        string id = (await Api.AddAccountAsync("ONE", "ak_keysEXAMPLE", Cancel)).Id;
        RotationReport report = await Api.Client.RotateAsync(Cancel);
        while (report.Last is { State: "Running" })
            report = await Api.Client.GetRotationAsync(Cancel);
        Assert.Equal(("Finished", 1L, 0), (report.Last!.State, report.Last.Done, report.Last.Failed.Count));
        await Api.Client.DestroyTermAsync(1, despiteBackups: false, Cancel);
        Assert.Equal(2, Assert.Single((await Api.Client.GetRotationAsync(Cancel)).Terms).Number);
        Assert.Equal("ak_keysEXAMPLE", await Api.StoredKeyAsync(id, Cancel));
    }

    [Fact]
    public async Task Backup_OverTheWire_IsAZip_AndLeavesNothingBehind()
    {
        await Api.AddAccountAsync("ONE", "ak_keysEXAMPLE", Cancel);
        using MemoryStream file = new();
        await Api.Client.BackUpAsync("monday.zip", file, Cancel);
        Assert.Equal("PK"u8.ToArray(), file.ToArray()[..2]);
        // The host tidies up once the answer is out, and the client may be quicker.
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        while (Directory.EnumerateFiles(Api.Options.Paths.DataDirectory, "*.tmp").Any() && !limit.IsCancellationRequested)
            await Task.Delay(20, Cancel);
        Assert.Empty(Directory.EnumerateFiles(Api.Options.Paths.DataDirectory, "*.tmp"));
        StoreVerification found = await Api.Client.VerifyStoreAsync(Cancel);
        Assert.Equal((true, 1L), (found.Sound, found.Secrets));
    }

    /// <summary>T32: no type that goes out reaches a secret type, and none that carries a secret in prints it.</summary>
    [Fact]
    public void WireTypes_ReachNoSecretType()
    {
        Type[] wire = [.. typeof(HostStatus).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(HostStatus).Namespace)];
        Assert.True(wire.Length > 20);
        Assert.DoesNotContain(Reach(wire), type => type == typeof(SecretText) || type.Name.Contains("KeyRing", StringComparison.Ordinal));
        Assert.DoesNotContain("horse", new UnsealRequest { Key = Passphrase }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("horse", new AddSlotRequest { Type = "passphrase", Passphrase = Passphrase }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("CODE", new AddSlotResult(new KeySlotInfo("", "", "", default, ""), "CODE").ToString(), StringComparison.Ordinal);
    }

    private static HashSet<Type> Reach(IEnumerable<Type> from)
    {
        HashSet<Type> seen = [];
        Queue<Type> open = new(from);
        while (open.TryDequeue(out Type? type))
        {
            if (!seen.Add(type))
                continue;
            foreach (Type next in type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Select(property => property.PropertyType)
                .SelectMany(property => property.GetGenericArguments().Append(property)).Where(next => next.Namespace?.StartsWith("IntegrationHost", StringComparison.Ordinal) == true))
            {
                open.Enqueue(next);
            }
        }

        return seen;
    }
}
