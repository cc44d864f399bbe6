namespace IntegrationHost.Core.Permissions;

/// <summary>A user or a program that tokens are made for.</summary>
/// <param name="Id">Made by the host.</param>
/// <param name="Username">Name, unique without case.</param>
/// <param name="Roles">Names of its roles.</param>
/// <param name="Enabled">Whether its tokens work.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it was changed last.</param>
public sealed record Principal(Guid Id, string Username, IReadOnlyList<string> Roles, bool Enabled, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);
