using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Plugins;

/// <summary>What a descriptor must hold to be safe to use. The generator makes such ones only; a hand-written plugin may not.</summary>
internal static partial class DescriptorCheck
{
    /// <exception cref="PluginFault">Something is missing or not allowed.</exception>
    public static void Check(CatalogProvider offered)
    {
        ProviderDescriptor provider = offered.Descriptor ?? throw Fault("it describes no provider");
        Require(IdPattern().IsMatch(provider.Id ?? ""), "the provider's id is not lower-case kebab");
        Require(HasText(provider.Name), "the provider has no name");
        Require(offered.Modules.All(module => module?.Descriptor is not null), "a module has no descriptor");
        Require(provider.CredentialKinds is { } all && (all.Count > 0 || offered.Modules.All(module => !module.Descriptor.NeedsCredential)), "there is no credential kind");
        bool calls = provider.CredentialKinds.Any(kind => kind.Auth?.Scheme != AuthScheme.Stored) || offered.Modules.Any(module => module.Descriptor.RunsHere);
        Require(
            provider.BaseUrl is not null && ((!calls && provider.BaseUrl.Length == 0)
                || (Uri.TryCreate(provider.BaseUrl, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0)),
            "the base URL is not an absolute https address without user info");
        Require(provider.AllowedHosts is not null && (!calls || provider.AllowedHosts.Count > 0) && provider.AllowedHosts.All(HasText), "no host is allowed");
        CheckServers(provider);
        Require(Distinct(provider.CredentialKinds.Select(kind => kind.Id)), "two credential kinds have one id");
        foreach (CredentialKindDescriptor kind in provider.CredentialKinds)
        {
            CheckKind(kind);
        }

        HashSet<string> kinds = [.. provider.CredentialKinds.Select(kind => kind.Id)];
        Require(Distinct(offered.Modules.Select(module => module.Descriptor.ModuleClass)), "two modules have one class");
        foreach (IProviderModule module in offered.Modules)
        {
            CheckModule(module.Descriptor, kinds);
        }
    }

    private static void CheckServers(ProviderDescriptor provider)
    {
        Require(provider.Servers is not null && provider.SecretPaths is not null && provider.SecretPaths.All(HasText), "its servers or secret paths are missing");
        Require(Distinct(provider.Servers.Select(server => server.Key)), "two servers have one name");
        Require(
            provider.Servers.All(server => Uri.TryCreate(server.Value, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
                && address is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 } && provider.AllowedHosts.Any(rule => HostRule.Matches(rule, address))),
            "a server is no absolute https address on an allowed host");
    }

    private static void CheckModule(ModuleDescriptor module, HashSet<string> kinds)
    {
        Require(HasText(module.ModuleClass), "a module has no class");
        Require(module.ModuleType is not null && module.Aliases is not null && module.Aliases.All(HasText), $"a name of module {module.ModuleClass} is missing");
        Require(module.CredentialKinds is not null && module.CredentialKinds.All(kinds.Contains), $"module {module.ModuleClass} names a credential kind that does not exist");
        Require(
            module.RequiredScopes is not null && module.RequiredScopes.All(HasText) && module.Inputs is not null && module.Outputs is not null,
            $"a list of module {module.ModuleClass} is missing");
    }

    private static void CheckKind(CredentialKindDescriptor kind)
    {
        Require(IdPattern().IsMatch(kind.Id ?? ""), "a credential kind's id is not lower-case kebab");
        Require(kind.Fields is { Count: > 0 }, $"credential kind {kind.Id} has no field");
        Require(kind.Fields.All(field => HasText(field.Key) && field.Label is not null), $"a field of {kind.Id} has no key or label");
        Require(Distinct(kind.Fields.Select(field => field.Key)), $"two fields of {kind.Id} have one key");
        Require(kind.Auth is not null, $"credential kind {kind.Id} does not say how to authenticate");
        bool stored = kind.Auth.Scheme == AuthScheme.Stored;
        Require(kind.Verification?.Requests is { } asked && asked.Count > 0 != stored, stored ? $"{kind.Id} is sent nowhere and yet has a smoke test" : $"the smoke test of {kind.Id} makes no request");
        CheckAuth(kind);
        HashSet<string> requests = [.. kind.Verification.Requests.Select(request => request.Id)];
        Require(!requests.Contains(VerificationDescriptor.TokenRequest), $"a request of {kind.Id} has the name of the exchange for a token");
        foreach (VerdictRuleDescriptor rule in kind.Verification.Rules)
        {
            bool ofExchange = rule.Request == VerificationDescriptor.TokenRequest && kind.Auth.Exchanges;
            Require(rule.Request is null || ofExchange || requests.Contains(rule.Request), $"rule {rule.Id} names a request that does not exist");
            Require(rule.Next is null || requests.Contains(rule.Next), $"rule {rule.Id} leads to a request that does not exist");
            Require(
                rule.Body.Count > 0 || rule.Texts.Any(HasText) || rule.Verdict is not (VerdictKind.Valid or VerdictKind.Insufficient or VerdictKind.Invalid),
                $"rule {rule.Id} earns a verdict without a look at the provider's own envelope");
        }
    }

    private static void CheckAuth(CredentialKindDescriptor kind)
    {
        AuthDescriptor auth = kind.Auth;
        Require(auth.Scheme != AuthScheme.OAuth2 || auth.OAuth2 is { TokenUrl.Length: > 0 } and not { Grant: OAuth2Grant.JwtBearer, Assertion: null }, $"{kind.Id} does not say how to get a token");
        Require(auth.Scheme != AuthScheme.GitHubApp || auth.GitHubApp is not null, $"{kind.Id} does not say which app it is");
        Require(auth.Scheme != AuthScheme.Vault || auth.Vault is not null, $"{kind.Id} does not say how to log in");
        Require(auth.Scheme != AuthScheme.Mail || auth.Mail is not null, $"{kind.Id} names no mail server");
        HashSet<string> keys = [.. kind.Fields.Select(field => field.Key)];
        Require(AuthTemplates.All(auth).SelectMany(CredentialTemplate.Fields).All(keys.Contains), $"the auth of {kind.Id} names a field that does not exist");
    }

    private static bool HasText(string? text) => text is not null && text.Any(char.IsLetterOrDigit);

    private static bool Distinct(IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return values.All(seen.Add);
    }

    private static void Require([DoesNotReturnIf(false)] bool condition, string problem)
    {
        if (!condition)
        {
            throw Fault(problem);
        }
    }

    private static PluginFault Fault(string problem) => new(PluginStatus.Malfunctioned, $"Its descriptor cannot be used: {problem}. Correct the plugin's metadata.");

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}
