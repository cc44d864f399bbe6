namespace IntegrationHost.Core.Storage;

/// <summary>Tells a value that cannot be one of its column, such as an id that is no id: the host writes none, so that somebody else did, or the disk.</summary>
internal static class UnreadableValue
{
    public static bool Is(Exception exception) => exception is FormatException or InvalidCastException or OverflowException or ArgumentException
        || (exception.GetType() == typeof(InvalidOperationException) && exception.InnerException is null or FormatException or InvalidCastException);
}
