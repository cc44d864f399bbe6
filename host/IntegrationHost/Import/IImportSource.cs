namespace IntegrationHost.Import;

/// <summary>A place in which tools leave credentials.</summary>
internal interface IImportSource
{
    /// <summary>What lies there; nothing if the place is not there. What cannot be used is told with its reason.</summary>
    IEnumerable<RawValue> Read(Surroundings surroundings, ICollection<LeftOut> leftOut);
}
