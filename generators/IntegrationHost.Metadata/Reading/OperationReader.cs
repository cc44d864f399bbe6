using System.Linq;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>The HTTP operation of a module.</summary>
internal sealed class OperationReader
{
    private readonly ProblemList problems;
    private readonly string[] servers;

    public OperationReader(ProblemList problems, string[] servers)
    {
        this.problems = problems;
        this.servers = servers;
    }

    public OperationMetadata Operation(JsonNode node)
    {
        var operation = new ObjectReader(node, problems);
        string method = operation.Method("method");
        string path = operation.Matching("path", @"^/(?!/)([A-Za-z0-9._~!$&'()*+,;=:@%/?-]|\{[A-Za-z][A-Za-z0-9_]*\})*$", "a path below the base address with {input} placeholders, such as \"/users/{id}\"");
        string body = operation.Choice("body", Words.BodyForms, method is "POST" or "PUT" or "PATCH" ? "json" : "none");
        ConditionMetadata? when = null;
        string? code = null;
        string? message = null;
        if (operation.Find("error") is { } errorNode)
        {
            var error = new ObjectReader(errorNode, problems);
            when = error.Find("when") is { } condition ? new VerificationReader(problems).Condition(condition, header: false) : null;
            code = error.BodyPath("code", required: false);
            message = error.BodyPath("message", required: false);
            error.End();
        }

        string? idempotency = operation.OptionalText("idempotencyHeader");
        if (idempotency is not null && !Forms.IsHeaderName(idempotency))
        {
            operation.Report(MetadataRules.BadFormat, operation.Find("idempotencyHeader")!, $"{node.Path}.idempotencyHeader must be a header name, such as \"Idempotency-Key\".");
        }

        var metadata = new OperationMetadata(method, path, body, VerificationReader.Headers(operation), idempotency, when, code, message)
        {
            Paging = operation.Find("paging") is { } paging ? Paging(new ObjectReader(paging, problems)) : null,
            Server = VerificationReader.Server(operation, servers),
        };
        operation.End();
        return metadata;
    }

    /// <summary>What the operation names must be among what the module has.</summary>
    public static void CheckInputs(ObjectReader module, OperationMetadata operation, EquatableArray<InputMetadata> inputs, string[] pathNames)
    {
        JsonNode place = module.Find("operation")!;
        foreach (string placeholder in Forms.Placeholders(operation.Path).Where(placeholder => !pathNames.Contains(placeholder)))
        {
            module.Report(
                MetadataRules.UnknownReference, place,
                $"{place.Path}.path has a placeholder that names neither an input nor a credential field that is no secret. {Suggestion.For(placeholder, pathNames)}");
        }

        if (operation.Paging is { Input.Length: > 0 } paging)
        {
            string[] fit = [.. inputs.Where(input => input.Location is "query" or "body" && IsPage(paging.Style, input.Type)).Select(input => input.Name)];
            if (!fit.Contains(paging.Input))
            {
                string type = paging.Style == "Cursor" ? "text" : "integer";
                module.Report(MetadataRules.UnknownReference, place, $"{place.Path}.paging.input names no {type} input of the query or body. {Suggestion.For(paging.Input, fit)}");
            }
        }
    }

    private static bool IsPage(string style, string type) => type == (style == "Cursor" ? ValueTypes.String : ValueTypes.Integer);

    private static PagingMetadata Paging(ObjectReader paging)
    {
        string style = paging.Choice("style", Words.PagingStyles, null);
        bool links = style == "Link";
        bool counts = style is "Page" or "Offset";
        var metadata = new PagingMetadata(
            style,
            links ? "" : paging.Text("input"),
            style == "Cursor" || links ? paging.BodyPath("next", required: !links) ?? "" : "",
            paging.BodyPath("items", required: counts) ?? "",
            paging.BodyPath("more", required: false));
        paging.End();
        return metadata;
    }
}
