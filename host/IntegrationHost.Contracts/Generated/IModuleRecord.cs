using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Contracts.Generated;

/// <summary>A typed value that writes itself as JSON.</summary>
public interface IModuleRecord
{
    /// <summary>The value as a JSON object; what is <c>null</c> is left out.</summary>
    string ToJson();
}

/// <summary>Typed inputs of a module.</summary>
/// <typeparam name="TSelf">The class itself.</typeparam>
public interface IModuleInput<TSelf> : IModuleRecord
    where TSelf : IModuleInput<TSelf>
{
    /// <summary>Reads the inputs; what does not fit is noted in the reader.</summary>
    static abstract TSelf Read(InputReader reader);

    /// <summary>What is wrong with the values, by input; empty if nothing is.</summary>
    IReadOnlyList<InputProblem> Validate();
}

/// <summary>Typed outputs of a module.</summary>
/// <typeparam name="TSelf">The class itself.</typeparam>
public interface IModuleOutput<TSelf> : IModuleRecord
    where TSelf : IModuleOutput<TSelf>
{
    /// <summary>Reads the outputs from an answer; what is not there is <c>null</c>.</summary>
    static abstract TSelf Read(OutputReader reader);
}
