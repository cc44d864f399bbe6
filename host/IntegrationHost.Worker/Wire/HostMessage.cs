namespace IntegrationHost.Worker.Wire;

/// <summary>What the host says to a worker: one of its parts.</summary>
internal sealed record HostMessage
{
    /// <summary>Call that it is about; 0 for none.</summary>
    public int Call { get; init; }

    /// <summary>Load the plugin.</summary>
    public StartOrder? Start { get; init; }

    /// <summary>Run a module.</summary>
    public ExecuteOrder? Execute { get; init; }

    /// <summary>What became of a request; a body follows.</summary>
    public AnswerPart? Answer { get; init; }

    /// <summary>Nobody waits for the call any more.</summary>
    public bool Cancel { get; init; }
}

/// <summary>The plugin to load.</summary>
/// <param name="Assembly">Full path of its main assembly.</param>
/// <param name="EntryTypes">Its entry classes.</param>
internal sealed record StartOrder(string Assembly, IReadOnlyList<string> EntryTypes);

/// <summary>The module to run.</summary>
/// <param name="Provider">Place of its provider in what was loaded.</param>
/// <param name="Module">Its place in the provider.</param>
/// <param name="Input">JSON text.</param>
internal sealed record ExecuteOrder(int Provider, int Module, string Input);

/// <summary>A provider's answer, or why there is none.</summary>
internal sealed record AnswerPart
{
    /// <summary>Which request of the call.</summary>
    public required int Request { get; init; }

    /// <summary>HTTP status; 0 if the call failed.</summary>
    public int StatusCode { get; init; }

    /// <summary>Headers of the answer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Content type of the answer.</summary>
    public string ContentType { get; init; } = "";

    /// <summary>Code of the channel's failure; <c>null</c> for an answer.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The failure in a sentence.</summary>
    public string ErrorMessage { get; init; } = "";
}
