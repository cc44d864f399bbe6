using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegrationHost.Core.Storage;

/// <summary>A word of a closed list as its name. What is none of them is read as the word that trusts least.</summary>
/// <param name="otherwise">The word for a name that is none.</param>
internal sealed class StoredNameConverter<TWord>(TWord otherwise) : ValueConverter<TWord, string>(word => word.ToString(), name => Read(name, otherwise))
    where TWord : struct, Enum
{
    private static TWord Read(string name, TWord otherwise) => Enum.TryParse(name, out TWord word) && Enum.IsDefined(word) ? word : otherwise;
}
