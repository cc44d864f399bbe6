using IntegrationHost.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.Requests;

/// <summary>Reads query parameters; messages name them and never repeat a value.</summary>
internal static class QueryValues
{
    private const int MaxText = 200;
    private const int MaxSize = 200;

    /// <summary>A text, or <c>null</c> if it is absent or empty.</summary>
    public static string? Text(HttpRequest request, string name)
    {
        string? text = request.Query[name];
        if (text is { Length: > MaxText })
            throw RequestRefusedException.BadRequest($"{name} is longer than {MaxText} characters.");
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>Page from 0, and size from 1 to 200.</summary>
    public static (int Page, int Size) Page(HttpRequest request, int defaultSize = 50)
    {
        int page = Number(request, "page", 0);
        int size = Number(request, "size", defaultSize);
        return size is >= 1 and <= MaxSize ? (page, size) : throw RequestRefusedException.BadRequest($"size is not from 1 to {MaxSize}.");
    }

    /// <summary>A whole number from 0 to 100; 100 if it is absent.</summary>
    public static int Percent(HttpRequest request, string name) =>
        Number(request, name, 100) is var percent and <= 100 ? percent : throw RequestRefusedException.BadRequest($"{name} is not from 0 to 100.");

    /// <summary>A UUID, or <c>null</c> if it is absent.</summary>
    public static Guid? Id(HttpRequest request, string name)
    {
        if (Text(request, name) is not { } text)
            return null;
        return Guid.TryParseExact(text, "D", out Guid id) ? id : throw RequestRefusedException.BadRequest($"{name} is no id.");
    }

    private static int Number(HttpRequest request, string name, int otherwise)
    {
        if (Text(request, name) is not { } text)
            return otherwise;
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number)
            ? number
            : throw RequestRefusedException.BadRequest($"{name} is not a whole number from 0.");
    }
}
