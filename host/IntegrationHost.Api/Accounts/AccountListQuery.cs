using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Requests;
using IntegrationHost.Api.ThorApi;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts.Listing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace IntegrationHost.Api.Accounts;

/// <summary>The query of <c>GET /api/accounts</c>.</summary>
internal static class AccountListQuery
{
    /// <summary>Header of the answer: how many match on all pages.</summary>
    public const string TotalHeader = "X-Total-Count";

    private const int MaxWeights = 8;

    private static readonly Dictionary<string, AccountOrderBy> Orders = new()
    {
        ["name"] = AccountOrderBy.Name,
        ["providerId"] = AccountOrderBy.Provider,
        ["environment"] = AccountOrderBy.Environment,
        ["status"] = AccountOrderBy.Status,
        ["verdict"] = AccountOrderBy.Verdict,
        ["createdAt"] = AccountOrderBy.CreatedAt,
        ["modifiedAt"] = AccountOrderBy.ModifiedAt,
    };

    public static RouteHandlerBuilder WithAccountQuery(this RouteHandlerBuilder route) => route.WithQuery(
        ("page", JsonSchemaType.Integer, "From 0. All that match if neither page nor size is given."),
        ("size", JsonSchemaType.Integer, "From 1 to 200; 50 if absent."),
        ("sort", JsonSchemaType.String, $"FIELD, FIELD,asc or FIELD,desc; may be repeated, in order of weight. Fields: {string.Join(", ", Orders.Keys)}. By name if absent."),
        ("search", JsonSchemaType.String, "Part of the name, without case."),
        ("providerId", JsonSchemaType.String, "Only accounts of this provider."),
        ("environment", JsonSchemaType.String, "Only accounts of this environment, without case."),
        ("status", JsonSchemaType.String, $"Only accounts of this status: {AccountStatusWire.Known}."),
        ("verdict", JsonSchemaType.String, "Only accounts whose earned verdict is one of these, separated by commas: Valid, Insufficient, Invalid, None."),
        ("example", JsonSchemaType.String, "Query by example, as JSON: accountName, username, status, verified, trashed, id, ownerId."));

    /// <exception cref="RequestRefusedException">Something in it is not as it must be.</exception>
    public static AccountChoice? Read(HttpRequest request)
    {
        bool paged = request.Query.ContainsKey("page") || request.Query.ContainsKey("size");
        (int page, int size) = QueryValues.Page(request);
        string[] sort = [.. request.Query["sort"].OfType<string>()];
        if (sort.Length > MaxWeights)
            throw RequestRefusedException.BadRequest($"sort is given more than {MaxWeights} times.");
        AccountChoice? query = new()
        {
            NameContains = QueryValues.Text(request, "search"),
            ProviderId = QueryValues.Text(request, "providerId"),
            Environment = QueryValues.Text(request, "environment"),
            Status = QueryValues.Text(request, "status") is { } status ? AccountStatusWire.Parse(status) ?? throw Unknown("status", AccountStatusWire.Known) : null,
            Verdicts = QueryValues.Text(request, "verdict") is { } verdicts ? [.. verdicts.Split(',', StringSplitOptions.TrimEntries).Select(Verdict)] : [],
            Order = [.. sort.Select(Order)],
            Skip = paged ? (int)Math.Min((long)page * size, int.MaxValue) : 0,
            Take = paged ? size : null,
        };
        return request.Query.ContainsKey("example") ? WithExample(query, request.Query["example"].ToString()) : query;
    }

    private static AccountChoice? WithExample(AccountChoice query, string text)
    {
        if (!QueryByExample.TryParse(text, ThorShapes.IntegrationAccount, out QueryByExample? example))
            throw RequestRefusedException.BadRequest("example is no JSON object. Send it as JSON, percent-encoded.");
        string? search = query.NameContains;
        AccountChoice? both = query;
        if (!AccountExample.TryAdd(example!, ref both))
            throw RequestRefusedException.BadRequest("example asks by something that cannot be searched here. Ask by accountName, username in ASCII, status, verified, trashed, id or ownerId.");

        // The parameters and the example name two of the same: both must hold.
        if (both is null || (query.Status is { } status && both.Status != status))
            return null;
        return search is null || search == both.NameContains ? both : both with { NameContains = search, AlsoNameContains = both.NameContains };
    }

    private static AccountOrder Order(string text)
    {
        string[] parts = text.Split(',');
        bool known = Orders.TryGetValue(parts[0], out AccountOrderBy by) && (parts.Length == 1 || (parts.Length == 2 && parts[1] is "asc" or "desc"));
        return known ? new AccountOrder(by, parts is [_, "desc"]) : throw Unknown("sort", $"FIELD, FIELD,asc and FIELD,desc with {string.Join(", ", Orders.Keys)}");
    }

    private static VerdictKind? Verdict(string text) => text switch
    {
        "None" => null,
        nameof(VerdictKind.Valid) => VerdictKind.Valid,
        nameof(VerdictKind.Insufficient) => VerdictKind.Insufficient,
        nameof(VerdictKind.Invalid) => VerdictKind.Invalid,
        _ => throw Unknown("verdict", "Valid, Insufficient, Invalid, None"),
    };

    private static RequestRefusedException Unknown(string name, string known) => RequestRefusedException.BadRequest($"{name} is not known. Known are {known}.");
}
