namespace IntegrationHost.Core.Permissions;

/// <summary>A role.</summary>
/// <param name="Id">Made by the host; the same in every store for ThorAPI's own.</param>
/// <param name="RoleName">Name, unique without case.</param>
/// <param name="BuiltIn">Whether it is one of ThorAPI's own, which cannot be changed.</param>
/// <param name="CreatedAt">When it was made; <c>null</c> for ThorAPI's own.</param>
/// <param name="ModifiedAt">When it was changed last; <c>null</c> for ThorAPI's own.</param>
public sealed record Role(Guid Id, string RoleName, bool BuiltIn, DateTimeOffset? CreatedAt, DateTimeOffset? ModifiedAt);
