using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Modules;

/// <summary>An ExecModule as it is stored.</summary>
public sealed record StoredModule
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The whole wire object as JSON text; what the host does not know is kept as it came.</summary>
    public required string Json { get; init; }

    /// <summary>Display name; the simple class name if it has none.</summary>
    public required string Name { get; init; }

    /// <summary>Class as the workflow names it.</summary>
    public required string ClassName { get; init; }

    /// <summary>Workflow it was imported with, or <c>null</c>.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>Linked account, through any of the three places ThorAPI knows; <c>null</c> for none.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Whether it is soft-deleted.</summary>
    public bool Trashed { get; init; }

    /// <summary>When it was stored first.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The wire object, to be changed freely; empty if the stored text is none, since one broken module must not hide the others.</summary>
    public JsonObject ToJson() => ModuleJson.Read(Json);

    /// <summary>Another one whenever anything of it changes: the beginning of a hash of it all.</summary>
    public long Version => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{ModifiedAt.ToUnixTimeMilliseconds()} {Json}"))) & long.MaxValue;
}
