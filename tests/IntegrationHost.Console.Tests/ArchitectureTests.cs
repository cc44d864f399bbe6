using System.Reflection;
using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Tests;

public sealed class ArchitectureTests
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void Models_Anywhere_NameNoTerminalGuiType()
    {
        Type[] models = [.. typeof(ConsoleHost).Assembly.GetTypes().Where(type => Outermost(type).Name.EndsWith("Model", StringComparison.Ordinal))];
        Assert.True(models.Length >= 10, "The models are no longer found by their names: mend this test.");
        IEnumerable<string> guilty = models.SelectMany(model => TypesOf(model).Where(IsTerminalGui).Select(type => $"{model.Name} names {type.FullName}"));
        Assert.Empty(guilty);
    }

    [Fact]
    public void Console_References_KnowTheClientOnly()
    {
        IEnumerable<string> own = typeof(ConsoleHost).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("IntegrationHost", StringComparison.Ordinal));
        Assert.Equal(["IntegrationHost.Client"], own);
    }

    [Fact]
    public void Views_Each_StandBesideAModelOrAreParts()
    {
        Type[] types = typeof(ConsoleHost).Assembly.GetTypes();
        string[] parts = ["PanelView", "RegionView", "DialogView", "NoticeView", "RailView", "PaintedView"];
        IEnumerable<string> alone = types.Where(type => type.Name.EndsWith("View", StringComparison.Ordinal) && !parts.Contains(type.Name))
            .Where(view => types.All(type => type.FullName != view.FullName![..^4] + "Model")).Select(view => view.Name);
        Assert.Empty(alone);
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool IsTerminalGui(Type type) =>
        type.Namespace?.StartsWith("Terminal.Gui", StringComparison.Ordinal) is true || (type.IsGenericType && type.GetGenericArguments().Any(IsTerminalGui));

    private static IEnumerable<Type> TypesOf(Type type)
    {
        IEnumerable<Type> members = type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetProperties(All).Select(property => property.PropertyType))
            .Concat(type.GetEvents(All).Select(one => one.EventHandlerType!))
            .Concat(type.GetInterfaces());
        foreach (MethodBase method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            members = members.Concat(method.GetParameters().Select(parameter => parameter.ParameterType))
                .Concat((method.GetMethodBody()?.LocalVariables ?? []).Select(local => local.LocalType));
            if (method is MethodInfo info)
                members = members.Append(info.ReturnType);
        }

        return type.BaseType is { } parent ? members.Append(parent) : members;
    }
}
