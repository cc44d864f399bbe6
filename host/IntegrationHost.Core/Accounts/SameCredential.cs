namespace IntegrationHost.Core.Accounts;

/// <summary>An account that holds the same credential.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record SameCredential(Guid Id, string Name);
