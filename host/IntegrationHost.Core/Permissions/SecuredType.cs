namespace IntegrationHost.Core.Permissions;

/// <summary>A kind of object that has permissions.</summary>
/// <param name="ClassName">ThorAPI's Java class, as on the wire.</param>
/// <param name="Kind">Short word, as in the trail and in messages.</param>
/// <param name="TypeId">Stands for the type itself: Java's name-based UUID (version 3) of <c>TYPE:</c> and the class. Who may create has CREATE there.</param>
public sealed record SecuredType(string ClassName, string Kind, Guid TypeId)
{
    /// <summary>Integration accounts.</summary>
    public static readonly SecuredType Account = new("com.valkyrlabs.model.IntegrationAccount", "account", new Guid("60d417c9-72bd-31ed-b45d-69b1cffd06c0"));

    /// <summary>ExecModules.</summary>
    public static readonly SecuredType Module = new("com.valkyrlabs.model.ExecModule", "module", new Guid("b0721e56-123e-3945-862f-191a4b35ce4e"));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SecuredType> All { get; } = [Account, Module];

    /// <summary>The class without its package.</summary>
    public string SimpleName => ClassName[(ClassName.LastIndexOf('.') + 1)..];

    /// <summary>By Java class, or by its simple name; <c>null</c> if it has no permissions here.</summary>
    public static SecuredType? Find(string? className) => All.FirstOrDefault(type => type.ClassName == className || type.SimpleName == className || type.Kind == className);
}
