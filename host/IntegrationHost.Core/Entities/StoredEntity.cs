using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Entities;

/// <summary>An entity as it is stored. Holds no secret: what is secure stands in it as ThorAPI's mask.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Trashed">Whether it is soft-deleted.</param>
/// <param name="AccountId">The account it uses, or <c>null</c>.</param>
/// <param name="Wire">The whole object as ThorAPI writes it.</param>
public sealed record StoredEntity(Guid Id, bool Trashed, Guid? AccountId, JsonObject Wire)
{
    /// <summary>Prints no property.</summary>
    public override string ToString() => $"StoredEntity({Id})";
}
