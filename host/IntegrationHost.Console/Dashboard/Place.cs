namespace IntegrationHost.Console.Dashboard;

/// <summary>Where the operator is: a page, or a region on the whole screen.</summary>
/// <param name="Page">Id of the page; <c>null</c> for a region.</param>
/// <param name="Region">The region that is active, or was when the page was opened.</param>
internal readonly record struct Place(string? Page, Region Region);
