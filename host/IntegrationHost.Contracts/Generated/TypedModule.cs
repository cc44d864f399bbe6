using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts.Generated;

/// <summary>What all generated modules share: inputs are read and checked before anything else happens.</summary>
/// <typeparam name="TInput">The typed input.</typeparam>
public abstract class TypedModule<TInput> : IProviderModule
    where TInput : IModuleInput<TInput>
{
    /// <inheritdoc/>
    public abstract ModuleDescriptor Descriptor { get; }

    /// <summary>Every value of the input that cannot be used, by name. A partial class may override it to ask for more.</summary>
    protected virtual IReadOnlyList<InputProblem> Validate(TInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Validate();
    }

    /// <summary>Runs it with inputs that were checked.</summary>
    protected abstract Task<ModuleResult> RunAsync(TInput input, IProviderChannel channel, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public async Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var reader = InputReader.Parse(inputJson);
        var input = TInput.Read(reader);
        IReadOnlyList<InputProblem> problems = Merge(reader.Problems, Validate(input));
        return problems.Count > 0
            ? ModuleResult.Failure(new ModuleError("invalid_input", $"{problems.Count} of the inputs cannot be used; nothing was sent.") { Problems = problems })
            : await RunAsync(input, channel, cancellationToken);
    }

    // One problem a field, and what could not be read is not measured. If the inputs as a whole are none, that alone is the problem.
    private static IReadOnlyList<InputProblem> Merge(IReadOnlyList<InputProblem> unread, IReadOnlyList<InputProblem> wrong) =>
        unread.Any(problem => problem.Field.Length == 0) ? unread : [.. unread, .. wrong.Where(problem => unread.All(other => other.Field != problem.Field))];

    /// <summary>The module's name.</summary>
    public override string ToString() => Descriptor.Name;
}
