using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>What lies in the plugins directory. A source is copied and read anew only when it changed.</summary>
internal sealed class DropFolder(string directory, ContentStore contents)
{
    private Dictionary<string, string> unsettled = [];

    /// <summary>What was seen last, by name.</summary>
    public IReadOnlyList<SeenPlugin> Seen { get; private set; } = [];

    /// <summary>Why it cannot be looked into; <c>null</c> if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Sees nothing any more, and says why.</summary>
    /// <returns>Whether anything is other than before.</returns>
    public bool Forget(string problem)
    {
        bool changed = Problem != problem || Seen.Count > 0;
        Problem = problem;
        Seen = [];
        return changed;
    }

    /// <summary>Looks again.</summary>
    /// <param name="look">How closely.</param>
    /// <returns>Whether anything is other than before.</returns>
    public bool Look(DropLook look)
    {
        Dictionary<string, SeenPlugin> before = Seen.ToDictionary(seen => seen.Source.Name, StringComparer.Ordinal);
        var now = new List<SeenPlugin>();
        var waiting = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (PluginSource source in PluginSource.In(directory))
        {
            string signature = source.Signature();
            SeenPlugin? known = before.GetValueOrDefault(source.Name);
            if (known is not null && known.Signature == signature && look != DropLook.Thorough)
            {
                now.Add(known);
            }
            else if (look == DropLook.Patient && unsettled.GetValueOrDefault(source.Name) != signature)
            {
                // It changed since the last look and may still be changing.
                waiting[source.Name] = signature;
                if (known is not null)
                    now.Add(known);
            }
            else
            {
                now.Add(Take(source, signature));
            }
        }

        bool changed = now.Count != Seen.Count || now.Any(seen => before.GetValueOrDefault(seen.Source.Name) is not { } known || known.Digest != seen.Digest || known.Problem?.Message != seen.Problem?.Message);
        changed |= Problem is not null;
        Problem = null;
        Seen = now;
        unsettled = waiting;
        return changed;
    }

    private SeenPlugin Take(PluginSource source, string signature)
    {
        try
        {
            PluginContent content = contents.Take(source);
            return new SeenPlugin(source, signature, PluginInspection.Read(contents.FolderOf(content.Digest), content, source.Name), null);
        }
        catch (PluginFault fault)
        {
            return new SeenPlugin(source, signature, null, fault);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StoreException)
        {
            return new SeenPlugin(source, signature, null, new PluginFault(PluginStatus.Malfunctioned, $"It cannot be copied into the host's own directory ({failure.GetType().Name}). Check the free space and the rights there."));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever a stranger's file does to those who read it: the other plugins are looked at all the same.
            return new SeenPlugin(source, signature, null, new PluginFault(PluginStatus.Malfunctioned, $"It cannot be read as a plugin ({failure.GetType().Name}). Build and pack it again."));
        }
    }
}
