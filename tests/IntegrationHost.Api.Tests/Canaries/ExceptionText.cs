using System.Collections;
using System.Reflection;
using System.Text;

namespace IntegrationHost.Api.Tests.Canaries;

/// <summary>All text that hangs on an exception: message, data, inner ones, and whatever its properties hold.</summary>
internal static class ExceptionText
{
    private const int Deepest = 5;

    public static string Of(Exception failure)
    {
        StringBuilder text = new();
        Walk(failure, text, 0, []);
        return text.ToString();
    }

    private static void Walk(object? value, StringBuilder text, int depth, HashSet<object> seen)
    {
        if (value is null || depth > Deepest || value is Type or Assembly or MethodBase || (!value.GetType().IsValueType && !seen.Add(value)))
            return;

        text.AppendLine(value is string or ValueType or Exception or Uri or System.Net.Http.HttpRequestMessage ? SafeText(value) : value.GetType().Name);
        if (value is string or ValueType)
            return;
        if (value is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                Walk(entry.Key, text, depth + 1, seen);
                Walk(entry.Value, text, depth + 1, seen);
            }
        }
        else if (value is Exception)
        {
            foreach (PropertyInfo property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.Name != nameof(Exception.TargetSite)))
                Walk(SafeGet(property, value), text, depth + 1, seen);
        }
        else if (value is IEnumerable items)
        {
            foreach (object? item in items.Cast<object?>().Take(100))
                Walk(item, text, depth + 1, seen);
        }
    }

    private static string SafeText(object value)
    {
        try
        {
            return value.ToString() ?? "";
        }
        catch (Exception failure)
        {
            return failure.GetType().Name;
        }
    }

    private static object? SafeGet(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }
}
