using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts.Generated;

/// <summary>An operation whose answer comes in pages. Run as a module it gives one page, as every module gives one result; in C# it gives them all.</summary>
/// <typeparam name="TInput">The typed input.</typeparam>
/// <typeparam name="TOutput">The typed output: one page.</typeparam>
public abstract class PagedModule<TInput, TOutput> : OperationModule<TInput, TOutput>
    where TInput : IModuleInput<TInput>
    where TOutput : IModuleOutput<TOutput>
{
    /// <summary>More pages than any sensible run has; what goes on longer goes in a circle.</summary>
    private const int MaxPages = 10_000;

    /// <summary>How pages follow each other.</summary>
    protected abstract Paging Paging { get; }

    /// <summary>Every page, one after the other, each asked for when it is wanted.</summary>
    /// <param name="input">Inputs of the first page; they are checked before anything is sent.</param>
    /// <param name="channel">The way to the provider.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="ModuleException">The inputs cannot be used, the provider refused, or pages come without end.</exception>
    /// <exception cref="ChannelException">The provider could not be reached.</exception>
    public async IAsyncEnumerable<TOutput> PagesAsync(TInput input, IProviderChannel channel, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (OutputReader answer in AnswersAsync(input, channel, cancellationToken))
        {
            yield return TOutput.Read(answer);
        }
    }

    /// <summary>Every item of every page, as the provider sends it.</summary>
    /// <inheritdoc cref="PagesAsync" path="/param"/>
    /// <inheritdoc cref="PagesAsync" path="/exception"/>
    public async IAsyncEnumerable<JsonElement> ItemsAsync(TInput input, IProviderChannel channel, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (OutputReader answer in AnswersAsync(input, channel, cancellationToken))
        {
            foreach (JsonElement item in answer.Array(Paging.Items) is { } items ? items.EnumerateArray() : default)
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<OutputReader> AnswersAsync(TInput input, IProviderChannel channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channel);
        IReadOnlyList<InputProblem> problems = Validate(input);
        if (problems.Count > 0)
        {
            throw new ModuleException(new ModuleError("invalid_input", $"{problems.Count} of the inputs cannot be used; nothing was sent.") { Problems = problems });
        }

        ProviderRequest? request = BuildRequest(input);
        for (int page = 0; request is not null; page++)
        {
            if (page == MaxPages)
            {
                throw new ModuleException(new ModuleError("too_many_pages", $"The provider did not end after {MaxPages} pages. Narrow the inputs."));
            }

            ProviderResponse response = await channel.SendAsync(request, cancellationToken);
            var answer = OutputReader.Parse(response);
            if (Errors.Find(response, answer) is { } error)
            {
                throw new ModuleException(error);
            }

            yield return answer;
            request = Paging.After(request, response, answer);
        }
    }
}
