using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IntegrationHost.Api.Wire;

/// <summary>Refuses <c>null</c> among the items of a list. The platform heeds nullable annotations of properties, and not of what is in them: the handlers would meet it unawares.</summary>
internal static class NullItems
{
    /// <summary>Adds the check to a type that has such lists.</summary>
    public static void Refuse(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;

        JsonPropertyInfo[] lists = [.. type.Properties.Where(property => property.Get is not null && IsListOfObjects(property.PropertyType))];
        if (lists.Length > 0)
            type.OnDeserialized = whole => Check(whole, lists);
    }

    private static void Check(object whole, JsonPropertyInfo[] lists)
    {
        foreach (JsonPropertyInfo list in lists)
        {
            if (list.Get!(whole) is IEnumerable items && items.Cast<object?>().Any(item => item is null))
                throw new JsonException($"An item of {list.Name} is null.");
        }
    }

    private static bool IsListOfObjects(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var shape && (shape == typeof(IReadOnlyList<>) || shape == typeof(IList<>) || shape == typeof(List<>))
        && !type.GetGenericArguments()[0].IsValueType;
}
