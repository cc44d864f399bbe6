using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts.Generated;

/// <summary>A module that is described here and runs in ThorAPI: its inputs can be checked, its work cannot be done.</summary>
/// <typeparam name="TInput">The typed input.</typeparam>
/// <typeparam name="TOutput">The typed output.</typeparam>
public abstract class DescribedModule<TInput, TOutput> : TypedModule<TInput>
    where TInput : IModuleInput<TInput>
    where TOutput : IModuleOutput<TOutput>
{
    /// <inheritdoc/>
    protected override Task<ModuleResult> RunAsync(TInput input, IProviderChannel channel, CancellationToken cancellationToken) =>
        Task.FromResult(ModuleResult.Failure(new ModuleError(
            "runs_in_thorapi", $"{Descriptor.Name} runs in ThorAPI's engine, not in this host. Its inputs are right; nothing was sent. Run it in a workflow, or give its metadata an \"operation\".")));
}
