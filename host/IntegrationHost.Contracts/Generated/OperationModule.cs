using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts.Generated;

/// <summary>A module that is one HTTP operation: what is the same in all of them. Generated classes fill in the request.</summary>
/// <typeparam name="TInput">The typed input.</typeparam>
/// <typeparam name="TOutput">The typed output.</typeparam>
public abstract class OperationModule<TInput, TOutput> : TypedModule<TInput>
    where TInput : IModuleInput<TInput>
    where TOutput : IModuleOutput<TOutput>
{
    /// <summary>What marks an error, and where the provider's code and message stand.</summary>
    protected virtual ErrorShape Errors => ErrorShape.None;

    /// <summary>The request, without credentials.</summary>
    protected abstract ProviderRequest BuildRequest(TInput input);

    /// <inheritdoc/>
    protected override async Task<ModuleResult> RunAsync(TInput input, IProviderChannel channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        try
        {
            ProviderResponse response = await channel.SendAsync(BuildRequest(input), cancellationToken);
            var answer = OutputReader.Parse(response);
            return Errors.Find(response, answer) is { } error ? ModuleResult.Failure(error) : ModuleResult.Success(TOutput.Read(answer).ToJson());
        }
        catch (ChannelException failure)
        {
            return ModuleResult.Failure(new ModuleError(failure.Code, failure.Message));
        }
    }
}
