namespace IntegrationHost.Core.Permissions;

/// <summary>Who is acting now: set by the API for each request, followed by whatever the request starts. Without a request it is the host itself.</summary>
public static class ActingAs
{
    private static readonly AsyncLocal<Actor?> Ambient = new();

    /// <summary>Who is acting.</summary>
    public static Actor Current => Ambient.Value ?? Actor.Host;

    /// <summary>Acts as someone for the rest of this asynchronous flow.</summary>
    public static void Set(Actor actor) => Ambient.Value = actor;
}
