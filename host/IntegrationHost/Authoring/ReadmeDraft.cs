using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Authoring;

/// <summary>The README of a plugin's project, from what is known of it.</summary>
internal static class ReadmeDraft
{
    public static string Of(ProviderDraft draft, string metadata)
    {
        ProviderMetadata provider = MetadataReader.Read(metadata).Provider!;
        string modules = string.Join(", ", provider.Modules.Select(module => $"`{module.ModuleClass[(module.ModuleClass.LastIndexOf('.') + 1)..]}`"));
        string kinds = string.Join(", ", provider.CredentialKinds.Select(kind => $"`{kind.Id}`"));
        string forbidden = draft.SmokeTest.TellsForbidden ? $"| `Insufficient` | 403 with the provider's own error |\n" : "";
        return $"""
            # {draft.Names.Name}

            {draft.Description}

            Credentials: {kinds}. Where they are made: {draft.DocsUrl}

            ## Smoke test

            `GET {draft.SmokeTest.Path}` with the credential; it changes nothing.

            | Verdict | when |
            | --- | --- |
            | `Valid` | 200 with {string.Join(", ", draft.SmokeTest.ValidParts.Select(part => part.Type is null ? $"`{part.Path}`" : $"a {part.Type} in `{part.Path}`"))} |
            | `Invalid` | 401 with the provider's own error |
            {forbidden}| `RateLimited` | 429 |
            | `Indeterminate` | anything else: a block page, a proxy, an empty answer |

            ## Modules

            {modules}

            ## Against a local server

            `integration-host accounts add {draft.Names.Id} --base-url http://127.0.0.1:8080 --verify`

            ## Replies

            `replies/KIND/NAME.json` holds what the provider answers, with the verdict and rule that must come of it. Those that this project began with are made up:
            put the provider's own answers in their place, without secrets.

            ## What had to be guessed

            {string.Join("\n", draft.Notes.Select(note => "- " + note))}

            """.ReplaceLineEndings("\n");
    }
}
