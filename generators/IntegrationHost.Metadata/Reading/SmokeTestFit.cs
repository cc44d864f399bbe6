using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Whether a smoke test can be run with a credential kind: what it names must be what the kind has.</summary>
internal sealed class SmokeTestFit
{
    /// <summary>The token that the credential was exchanged for; no field of a kind.</summary>
    public const string AccessToken = "accessToken";

    private readonly ObjectReader kind;
    private readonly JsonNode node;
    private readonly AuthMetadata auth;
    private readonly string[] keys;
    private readonly string[] plain;

    public SmokeTestFit(ObjectReader kind, JsonNode node, EquatableArray<CredentialFieldMetadata> fields, AuthMetadata auth)
    {
        this.kind = kind;
        this.node = node;
        this.auth = auth;
        keys = [.. fields.Select(field => field.Key)];
        plain = [.. fields.Where(field => !field.Secret).Select(field => field.Key)];
    }

    public void Check(VerificationMetadata verification)
    {
        FactMetadata[] facts = [.. verification.Mode, .. verification.Identity, .. verification.Scopes, .. verification.Expiry, .. verification.AccountType];
        foreach (FactMetadata fact in facts.Where(fact => fact.Source == "FieldPrefix" && !keys.Contains(fact.Path)))
        {
            Report($"a fieldPrefix that names no field of this kind. {Suggestion.For(fact.Path, keys)}");
        }

        bool readsToken = facts.Any(fact => fact.Source == "Token" || fact.Request == VerificationReader.Token) || verification.Rules.Any(rule => rule.Request == VerificationReader.Token);
        if (readsToken && !auth.Exchanges)
        {
            Report("a look at the answer to the exchange for a token, which this kind's scheme does not make. Use another smoke test.");
        }

        foreach (RequestMetadata request in verification.Requests)
        {
            Check(request);
        }
    }

    private void Check(RequestMetadata request)
    {
        foreach (string placeholder in Forms.Placeholders(request.Path).Where(placeholder => !plain.Contains(placeholder)))
        {
            Report($"a path whose placeholder names no field of this kind, or a secret one; secrets never stand in a path. {Suggestion.For(placeholder, plain)}");
        }

        string[] fillable = auth.Exchanges ? [.. keys, AccessToken] : keys;
        foreach (string placeholder in Placeholders(request.Body).Select(Forms.FieldOf).Where(placeholder => !fillable.Contains(placeholder)))
        {
            Report($"a body whose placeholder names no field of this kind. {Suggestion.For(placeholder, fillable)}");
        }

        if (request.AsApp && auth.Scheme != "GitHubApp")
        {
            Report("a request \"as\": \"app\", which only the scheme \"githubApp\" can send. Remove it.");
        }

        bool mail = AuthReader.MailServers.Contains(request.Server);
        if (mail != (auth.Scheme == "Mail"))
        {
            Report(mail ? "a request to a mail server, which only the scheme \"mail\" reaches. Use another smoke test." : "a request to no mail server. Add \"server\": \"imap\" or \"smtp\" to it.");
        }
    }

    private static IEnumerable<string> Placeholders(BodyMetadata? body) => body is null
        ? []
        : Forms.Placeholders(body.Text ?? "").Concat(body.Form.SelectMany(field => Forms.Placeholders(field.Value))).Concat(body.Placeholders);

    private void Report(string what) => kind.Report(MetadataRules.UnknownReference, node, $"{node.Path} names a smoke test with {what}");
}
