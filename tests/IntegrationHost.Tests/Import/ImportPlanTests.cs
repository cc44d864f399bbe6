using IntegrationHost.Commands;
using IntegrationHost.Import;
using IntegrationHost.Tests.Recognition;

namespace IntegrationHost.Tests.Import;

public sealed class ImportPlanTests : IDisposable
{
    private const string Hex = "0123456789abcdef0123456789abcdef";

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string home = Directory.CreateTempSubdirectory("ih-import-").FullName;
    private readonly Dictionary<string, string> variables = [];

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void Make_Variables_FindKindsByFormAndWhatLiesBeside()
    {
        variables["CHAT_TOKEN"] = "cb-1-abc";
        variables["CHAT_SIGNING"] = Hex;
        variables["MODEL_KEY"] = "mk-admin-abc";
        variables["MODEL_ORG"] = "org-acme";
        variables["PHONE_SID"] = "AC" + Hex;
        variables["PHONE_TOKEN"] = Hex;
        variables["PATH"] = "cb-1-path";
        ImportPlan plan = Make();
        Assert.Equal(
            ["chat/bot from CHAT_TOKEN + CHAT_SIGNING: signing, token", "model/admin from MODEL_KEY: key", "phone/token from PHONE_SID + PHONE_TOKEN: sid, token"],
            Lines(plan));
        Assert.Empty(plan.LeftOut);
    }

    [Fact]
    public void Make_WhatCannotBeUsed_IsToldWithoutItsValue()
    {
        variables["CHAT_TOKEN"] = "CanaryNoChatToken";
        variables["PHONE_TOKEN"] = Hex;
        variables["GH_TOKEN"] = "gho_abc";
        variables["GITHUB_TOKEN"] = "gho_abc";
        ImportPlan plan = Make();
        Assert.Equal(["code/token from GH_TOKEN: token"], Lines(plan));
        Assert.Equal(
            ["CHAT_TOKEN: It does not have the form of a key of chat.", "PHONE_TOKEN: phone needs more beside it: PHONE_SID.", "GITHUB_TOKEN: It is the same as in GH_TOKEN."],
            plan.LeftOut.Select(left => $"{left.Source}: {left.Reason}"));
        Assert.DoesNotContain("Canary", string.Join(' ', plan.LeftOut) + string.Join(' ', plan.Found), StringComparison.Ordinal);
    }

    [Fact]
    public void Make_GitHubHosts_OfOneUserSeveralAndTheKeyring()
    {
        Write(".config/gh/hosts.yml", """
            github.com:
                user: ada
                oauth_token: gho_ada
                git_protocol: https
                users:
                    ada:
                        oauth_token: gho_ada
                    bob:
                        oauth_token: gho_bob
            git.acme.example:
                oauth_token: ghp_acme
            keyring.example:
                user: eve
            """);
        ImportPlan plan = Make();
        Assert.Equal(
            ["code/token from ~/.config/gh/hosts.yml github.com: token", "code/token from ~/.config/gh/hosts.yml github.com bob: token", "code/token from ~/.config/gh/hosts.yml git.acme.example: token"],
            Lines(plan));
        Assert.Equal([null, null, "https://git.acme.example/api/v3"], plan.Found.Select(found => found.BaseUrl));
        Assert.Contains("keyring", Assert.Single(plan.LeftOut).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_StripeConfiguration_ByProjectAndMode_WithoutMaskedOrEnded()
    {
        Write(".config/stripe/config.toml", """
            color = "auto"

            [default]
            device_name = "desk"
            live_mode_api_key = "pk_**********"
            test_mode_api_key = 'pk_default'
            test_mode_key_expires_at = '2026-08-30'

            [old]
            test_mode_api_key = "pk_old"
            test_mode_key_expires_at = 2026-05-30
            """);
        ImportPlan plan = Make();
        FoundCredential found = Assert.Single(plan.Found);
        Assert.Equal(("~/.config/stripe/config.toml [default] test_mode_api_key", "pk_default"), (found.Source, found.Fields["key"]));
        Assert.Equal(new DateTimeOffset(2026, 8, 30, 0, 0, 0, TimeSpan.Zero), found.ExpiresAt);
        Assert.Contains(plan.LeftOut, left => left.Reason.Contains("mask", StringComparison.Ordinal));
        Assert.Contains(plan.LeftOut, left => left.Reason == "It ended on 2026-05-30. Make a new one.");
    }

    [Fact]
    public void Make_GoogleKeyFile_IsTakenWholeIfItIsAServiceAccounts()
    {
        string path = Write("key.json", """
            {
              "type": "service_account",
              "private_key": "line\nline"
            }
            """);
        variables["GOOGLE_APPLICATION_CREDENTIALS"] = path;
        FoundCredential found = Assert.Single(Make().Found);
        Assert.Equal("GOOGLE_APPLICATION_CREDENTIALS ~/key.json", found.Source);
        Assert.Equal("""{"type":"service_account","private_key":"line\nline"}""", found.Fields["document"]);

        File.WriteAllText(path, """{ "type": "authorized_user", "refresh_token": "CanaryRefresh" }""");
        ImportPlan person = Make();
        Assert.Empty(person.Found);
        Assert.Contains("no service account", Assert.Single(person.LeftOut).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_VaultToken_GoesToTheServerOfTheEnvironment()
    {
        Write(".vault-token", "hvx.abc\n");
        variables["VAULT_ADDR"] = "https://vault.acme.example:8200";
        FoundCredential found = Assert.Single(Make().Found);
        Assert.Equal(("~/.vault-token", "https://vault.acme.example:8200"), (found.Source, found.BaseUrl));

        // The same token in the variable is the same credential.
        variables["VAULT_TOKEN"] = "hvx.abc";
        ImportPlan both = Make();
        Assert.Equal("VAULT_TOKEN", Assert.Single(both.Found).Source);
        Assert.Equal("It is the same as in VAULT_TOKEN.", Assert.Single(both.LeftOut).Reason);
    }

    [Theory]
    [InlineData(".config/gh/hosts.yml", "github.com: [CanaryBroken")]
    [InlineData(".config/stripe/config.toml", "[default\nkey = CanaryBroken")]
    [InlineData("key.json", "{ CanaryBroken")]
    public void Make_BrokenFile_IsToldWithoutItsText(string path, string text)
    {
        variables["GOOGLE_APPLICATION_CREDENTIALS"] = Write("key.json", """{ "type": "service_account" }""");
        Write(path, text);
        Assert.DoesNotContain("CanaryBroken", Assert.Single(Make().LeftOut).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Make_AliasesThatWouldGrowWithoutEnd_AreNotExpanded()
    {
        string bomb = string.Join('\n', Enumerable.Range(1, 40).Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]"));
        Write(".config/gh/hosts.yml", "a0: &a0 [x]\n" + bomb);
        Assert.Empty(Make().Found);
    }

    [Fact]
    public void DotEnvFile_AsPeopleWriteIt_IsRead()
    {
        string path = Write(".env", """
            # keys
            export CHAT_TOKEN=cb-1-abc
            MODEL_KEY="mk-proj-a$HOME"

            """);
        IReadOnlyDictionary<string, string> read = DotEnvFile.Read(path);
        Assert.Equal(("cb-1-abc", "mk-proj-a$HOME"), (read["CHAT_TOKEN"], read["MODEL_KEY"]));
        UsageException missing = Assert.Throws<UsageException>(() => DotEnvFile.Read(path + "x"));
        Assert.Contains("There is no file", missing.Message, StringComparison.Ordinal);
    }

    private ImportPlan Make()
    {
        variables["HOME"] = home;
        return ImportPlan.Make(KeyCatalog.Providers, new Surroundings(variables), Now);
    }

    private static IEnumerable<string> Lines(ImportPlan plan) =>
        plan.Found.Select(found => $"{found.Provider.Id}/{found.Kind.Id} from {found.Source}: {string.Join(", ", found.Fields.Keys.Order(StringComparer.Ordinal))}");

    private string Write(string path, string text)
    {
        string full = Path.Combine(home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }
}
