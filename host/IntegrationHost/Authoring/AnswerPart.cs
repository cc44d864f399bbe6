using System.Text.Json.Nodes;

namespace IntegrationHost.Authoring;

/// <summary>A part of an answer that tells it from others'.</summary>
/// <param name="Path">Where it stands in the answer's JSON.</param>
/// <param name="Type">Of which type it is, in the word of a rule's <c>"type"</c>; <c>null</c> if nobody said.</param>
/// <param name="Word">The word that stands there; <c>null</c> for any.</param>
internal sealed record AnswerPart(string Path, string? Type = null, string? Word = null)
{
    /// <summary>What a rule asks of it: a type where one is known, since an answer of somebody else may have the name as well.</summary>
    public JsonObject Condition()
    {
        var condition = new JsonObject { ["path"] = Path };
        if (Word is not null)
            condition["in"] = new JsonArray(Word);
        else if (Type is not null)
            condition["type"] = Type;
        else
            condition["exists"] = true;
        return condition;
    }

    /// <summary>A value of its type, made up.</summary>
    /// <param name="text">What stands where a text does.</param>
    public JsonNode Sample(string text) => Word ?? Type switch
    {
        "number" => 1,
        "boolean" => true,
        "array" => new JsonArray(),
        "object" => new JsonObject(),
        _ => (JsonNode)text,
    };
}
