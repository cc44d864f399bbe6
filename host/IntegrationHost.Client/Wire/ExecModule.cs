using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Client.Wire;

/// <summary>ThorAPI's ExecModule as on the wire (<c>/v1/ExecModule</c>). What is not named here is kept in <see cref="Extra"/> and written back unchanged.</summary>
public sealed record ExecModule
{
    /// <summary>UUID; made by the server unless imported.</summary>
    public string? Id { get; init; }

    /// <summary>UUID of the owner.</summary>
    public string? OwnerId { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(ThorDateConverter))]
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>UUID of who changed it last.</summary>
    public string? LastModifiedById { get; init; }

    /// <summary>When it was changed last.</summary>
    [JsonConverter(typeof(ThorDateConverter))]
    public DateTimeOffset? LastModifiedDate { get; init; }

    /// <summary>UUID of the task it belongs to.</summary>
    public string? TaskId { get; init; }

    /// <summary>Display name.</summary>
    public string? Name { get; init; }

    /// <summary>Position in its task; fractions allow insertion.</summary>
    public float? ModuleOrder { get; init; }

    /// <summary>Notes.</summary>
    public string? Notes { get; init; }

    /// <summary>Class, simple name, bean name or dotted id of the module; default <c>VModule</c>.</summary>
    public string? ClassName { get; init; }

    /// <summary><c>broadcast</c>, <c>io</c>, <c>reader</c>, <c>writer</c> or <c>transformer</c>.</summary>
    public string? ModuleType { get; init; }

    /// <summary>JSON text of the module's data, kept byte for byte.</summary>
    public string? ModuleData { get; init; }

    /// <summary>JSON text of the module's configuration, kept byte for byte.</summary>
    public string? Config { get; init; }

    /// <summary><c>running</c>, <c>stopped</c>, <c>ready</c>, <c>good</c>, <c>warning</c>, <c>error</c> or <c>disabled</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The linked account.</summary>
    public AccountReference? IntegrationAccount { get; init; }

    /// <summary>Whether it is soft-deleted.</summary>
    public bool? Trashed { get; init; }

    /// <summary>All other properties (<c>task</c>, <c>specs</c>, <c>execModuleConfig</c>, ...).</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
