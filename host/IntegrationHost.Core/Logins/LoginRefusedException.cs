namespace IntegrationHost.Core.Logins;

/// <summary>Name or password is wrong, or the principal has no password or is disabled: which of them is not said.</summary>
public sealed class LoginRefusedException() : Exception("The user name or the password is wrong.");
