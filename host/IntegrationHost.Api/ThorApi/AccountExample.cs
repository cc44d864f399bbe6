using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Accounts;
using IntegrationHost.Core.Accounts.Listing;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Says ThorAPI's query for accounts in the domain's words, so that the database answers it.</summary>
internal static class AccountExample
{
    /// <summary>Translates a query with its example; <c>false</c> if something in it has no such words.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="translated">The same for the domain; <c>null</c> if nothing can be like the example.</param>
    public static bool TryTranslate(ListQuery query, out AccountChoice? translated)
    {
        translated = new AccountChoice { Skip = query.Skip, Take = query.Size, Order = [.. query.Sort.Select(Order).OfType<AccountOrder>()] };
        return query.Example is null || TryAdd(query.Example, ref translated);
    }

    /// <summary>Adds an example to a query, as the other.</summary>
    public static bool TryAdd(QueryByExample example, ref AccountChoice? query)
    {
        foreach ((string name, JsonNode value) in example.Terms)
        {
            if (!IsKnown(name, value))
                return false;
            query = query is null ? null : Add(query, name, value);
        }

        return true;
    }

    // Parts of dates are not, and neither are parts of user names beyond ASCII: the database knows the case of ASCII only.
    private static bool IsKnown(string name, JsonNode value) => name switch
    {
        "CREATEDDATE" or "LASTMODIFIEDDATE" => false,
        "USERNAME" => value.GetValueKind() != JsonValueKind.String || ((string)value!).All(char.IsAscii),
        _ => true,
    };

    private static AccountChoice? Add(AccountChoice query, string name, JsonNode value)
    {
        string? text = value.GetValueKind() == JsonValueKind.String ? (string)value! : null;
        bool? flag = value.GetValueKind() switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
        return (name, text, flag) switch
        {
            ("ACCOUNTNAME", not null, _) => query with { NameContains = text },
            ("USERNAME", not null, _) => query with { UsernameContains = text },
            ("STATUS", not null, _) => AccountStatusWire.Parse(text.ToLowerInvariant()) is { } status ? query with { Status = status } : null,
            ("ID", not null, _) => Guid.TryParseExact(text, "D", out Guid id) ? query with { Id = id } : null,
            ("OWNERID" or "LASTMODIFIEDBYID", not null, _) => Guid.TryParseExact(text, "D", out Guid owner) && (query.OwnerId ?? owner) == owner ? query with { OwnerId = owner } : null,
            ("VERIFIED", _, not null) => query with { Verified = flag },
            ("TRASHED", _, not null) => query with { Trashed = flag.Value },

            // A value of another type, or a property that no account has: nothing is like it.
            _ => null,
        };
    }

    // What is not known, or secure, does not count.
    private static AccountOrder? Order(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        bool descending = comma >= 0 && text[(comma + 1)..].Equals("desc", StringComparison.OrdinalIgnoreCase);
        AccountOrderBy? by = (comma < 0 ? text : text[..comma]) switch
        {
            "accountName" => AccountOrderBy.Name,
            "username" => AccountOrderBy.Username,
            "status" => AccountOrderBy.Status,
            "verified" => AccountOrderBy.Verified,
            "createdDate" => AccountOrderBy.CreatedAt,
            "lastModifiedDate" => AccountOrderBy.ModifiedAt,
            "id" => AccountOrderBy.Id,
            "ownerId" or "lastModifiedById" => AccountOrderBy.OwnerId,
            _ => null,
        };
        return by is { } known ? new AccountOrder(known, descending) : null;
    }
}
