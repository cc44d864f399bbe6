using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts.Generated;

/// <summary>A module that is one HTTP operation: what is the same in all of them. Generated classes fill in the typed parts.</summary>
/// <typeparam name="TInput">The typed input.</typeparam>
/// <typeparam name="TOutput">The typed output.</typeparam>
public abstract class OperationModule<TInput, TOutput> : IProviderModule
    where TInput : notnull
    where TOutput : notnull
{
    /// <inheritdoc/>
    public abstract ModuleDescriptor Descriptor { get; }

    /// <summary>What marks an error, and where the provider's code and message stand.</summary>
    protected virtual ErrorShape Errors => ErrorShape.None;

    /// <summary>Reads the typed input; what does not fit is noted in the reader.</summary>
    protected abstract TInput ReadInput(InputReader reader);

    /// <summary>Every value of the input that cannot be used, by name.</summary>
    protected abstract IReadOnlyList<InputProblem> Validate(TInput input);

    /// <summary>The request, without credentials.</summary>
    protected abstract ProviderRequest BuildRequest(TInput input);

    /// <summary>Reads the typed output from a success.</summary>
    protected abstract TOutput ReadOutput(OutputReader reader);

    /// <summary>The output as a JSON object.</summary>
    protected abstract string WriteOutput(TOutput output);

    /// <inheritdoc/>
    public async Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var reader = InputReader.Parse(inputJson);
        TInput input = ReadInput(reader);
        IReadOnlyList<InputProblem> problems = Merge(reader.Problems, Validate(input));
        if (problems.Count > 0)
        {
            return ModuleResult.Failure(new ModuleError("invalid_input", $"{problems.Count} of the inputs cannot be used; nothing was sent.") { Problems = problems });
        }

        try
        {
            ProviderResponse response = await channel.SendAsync(BuildRequest(input), cancellationToken);
            var answer = OutputReader.Parse(response);
            return Errors.Find(response, answer) is { } error ? ModuleResult.Failure(error) : ModuleResult.Success(WriteOutput(ReadOutput(answer)));
        }
        catch (ChannelException failure)
        {
            return ModuleResult.Failure(new ModuleError(failure.Code, failure.Message));
        }
    }

    // One problem a field, and what could not be read is not measured. If the inputs as a whole are none, that alone is the problem.
    private static IReadOnlyList<InputProblem> Merge(IReadOnlyList<InputProblem> unread, IReadOnlyList<InputProblem> wrong) =>
        unread.Any(problem => problem.Field.Length == 0) ? unread : [.. unread, .. wrong.Where(problem => unread.All(other => other.Field != problem.Field))];

    /// <summary>The module's name.</summary>
    public override string ToString() => Descriptor.Name;
}
