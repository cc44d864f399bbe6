using System.IO;
using System.Text;
using System.Threading;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Naming;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace IntegrationHost.Generators.Emission;

/// <summary>Model to C#: prepares the view and renders the template.</summary>
internal static class ProviderEmitter
{
    private static readonly Template Provider = Parse("provider.sbncs");

    /// <summary>The C# of a provider. The same model and namespace give the same text.</summary>
    public static ProviderSource Emit(ProviderInput input, string rootNamespace, CancellationToken cancellationToken)
    {
        string hintName = CSharpText.Identifier(input.Provider.Id) + ".g.cs";
        try
        {
            var context = new TemplateContext
            {
                CancellationToken = cancellationToken,
                StrictVariables = true,
                EnableRelaxedMemberAccess = false,
                // The view is bounded by the reader's limits; these would only stop large providers.
                LoopLimit = 0,
                LimitToString = 0,
                NewLine = "\n",
                // What has several lines is indented as it is made.
                AutoIndent = false,
            };
            ScriptObject view = ProviderView.Of(input.Provider, rootNamespace);
            context.PushGlobal(view);
            string code = Provider.Render(context).Replace("\r\n", "\n");
            return GeneratedShape.CountTypes(code) == ProviderView.CountTypes(view)
                ? new ProviderSource(input.Path, hintName, code, null)
                : ProviderSource.Failed(
                    input.Path, hintName, MetadataRules.TemplateFailed,
                    "The C# made from this file is not what the templates give, so it was thrown away. This is a fault of the generator; report it with the metadata file.");
        }
        catch (ScriptRuntimeException failure)
        {
            SourceSpan place = failure.Span;
            string message = $"The template {place.FileName} failed at line {place.Start.Line + 1} for this provider. This is a fault of the generator; report it with the metadata file.";
            return ProviderSource.Failed(input.Path, hintName, MetadataRules.TemplateFailed, message);
        }
    }

    private static Template Parse(string name)
    {
        using Stream stream = typeof(ProviderEmitter).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The generator carries no template {name}. Build it again.", name);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Template.Parse(reader.ReadToEnd().Replace("\r\n", "\n"), name);
    }
}
