namespace IntegrationHost.Console.Querying;

/// <summary>A value of a row as a query sees it.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Number">Its number, if it is one.</param>
/// <param name="Moment">Its moment, if it is one.</param>
/// <param name="Past">Whether the moment lies behind, so that a duration means its age; otherwise it means how long until.</param>
/// <param name="Now">The present.</param>
internal readonly record struct QueryValue(string Text, double? Number, DateTimeOffset? Moment, bool Past, DateTimeOffset Now)
{
    /// <summary>Whether it can be compared otherwise than as text.</summary>
    public bool IsNumeric => Number is not null || Moment is not null;
}
