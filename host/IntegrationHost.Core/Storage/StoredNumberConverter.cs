using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegrationHost.Core.Storage;

/// <summary>A small number. SQLite keeps larger ones in the same column; those become the nearest.</summary>
internal sealed class StoredNumberConverter() : ValueConverter<int, long>(number => number, stored => (int)Math.Clamp(stored, int.MinValue, int.MaxValue));
