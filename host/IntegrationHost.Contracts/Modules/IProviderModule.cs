using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Contracts.Modules;

/// <summary>A kind of work a workflow can do with the provider, such as posting a message.</summary>
public interface IProviderModule
{
    /// <summary>The module as data, in ThorAPI's metadata shape and what this product adds to it.</summary>
    ModuleDescriptor Descriptor { get; }

    /// <summary>Runs the module once.</summary>
    /// <param name="inputJson">A JSON object of the module's inputs. It is parsed into the module's own typed input and validated there.</param>
    /// <param name="channel">The authenticated way to the provider, for one account.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Outputs as JSON, or an error that names the field or the provider's code. Provider errors are results, not exceptions.</returns>
    Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken);
}
