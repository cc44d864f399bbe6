using System.Text;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Storage;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Upstream;

/// <summary>Fetches the upstream's module metadata into the directory from which the host reads it when it starts.</summary>
internal static class UpstreamMetadata
{
    /// <summary>Fetches and writes what changed.</summary>
    /// <returns>How many modules it describes, whether a file changed, and what a person should know.</returns>
    /// <exception cref="UpstreamException">It cannot be fetched, or is not usable; no file is changed then.</exception>
    public static async Task<(int Modules, bool Written)> PullAsync(ThorSession session, string path, HostPaths paths, IProviderCatalog catalog, CancellationToken cancellationToken)
    {
        string text = await FetchAsync(session, path, cancellationToken);
        MetadataResult read = MetadataReader.Read(text, "thorapi" + MetadataReader.FileSuffix);
        if (read.Provider is not { } published)
        {
            MetadataProblem problem = read.Problems.First(problem => problem.Rule.IsError);
            throw new UpstreamException($"{session.At(path)}: the metadata cannot be used, line {problem.Line}, column {problem.Column}: {problem.Message} ({problem.Rule.Id})", UpstreamFault.NotUnderstood);
        }

        // What a plugin has is described better there.
        HashSet<string> known = new(
            catalog.Providers.SelectMany(provider => provider.Modules).Where(module => module is not PulledModule).SelectMany(module => ModuleNames.Of(module.Descriptor)), StringComparer.OrdinalIgnoreCase);
        ModuleMetadata[] missing = [.. published.Modules.Where(module => !PullPlan.Names(module).Any(known.Contains))];
        PullPlan plan = PullPlan.Make(published with { Modules = new EquatableArray<ModuleMetadata>(missing) }, MetadataSet.Read(paths.MetadataDirectory), []);
        bool changes = plan.Write.Count > 0 || plan.Remove.Count > 0;
        if (changes)
        {
            paths.MakeMetadataDirectory();
            plan.Apply(paths.MetadataDirectory);
        }

        return (published.Modules.Count, changes);
    }

    private static async Task<string> FetchAsync(ThorSession session, string path, CancellationToken cancellationToken)
    {
        List<string> pages = [await PageAsync(session, path, cancellationToken)];
        long characters = pages[0].Length;
        while (MetadataPages.HasNext(pages[^1], pages.Count - 1))
        {
            string text = await PageAsync(session, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"page={pages.Count}", cancellationToken);
            characters += text.Length;
            if (pages.Count == MetadataPages.Most || characters > MetadataReader.MaxBytes || text == pages[^1])
                throw new UpstreamException($"{session.At(path)} answers in pages that do not end.", UpstreamFault.NotUnderstood);
            pages.Add(text);
        }

        return pages.Count == 1 ? pages[0] : MetadataPages.Join(pages);
    }

    private static async Task<string> PageAsync(ThorSession session, string path, CancellationToken cancellationToken)
    {
        ThorAnswer answer = await session.AskAsync(new ThorRequest(HttpMethod.Get, path), cancellationToken);
        answer.Parse(session.At(path)).Dispose();
        return Encoding.UTF8.GetString(answer.Body.Span);
    }
}
