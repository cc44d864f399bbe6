using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Audit;

namespace IntegrationHost.Core.Events;

/// <summary>What a row of the trail means to those who follow changes.</summary>
internal static class TrailEvents
{
    /// <summary>The event; <c>null</c> if it concerns nobody outside.</summary>
    public static HostEvent? Of(AuditRow row) => row.Result != AuditResults.Ok ? null : row.Action switch
    {
        AuditActions.AccountCreate => Account(row, EventKinds.AccountChanged, "created"),
        AuditActions.AccountChange => Account(row, EventKinds.AccountChanged, Detail(row, "changed") is { Length: > 0 } changed ? changed : "values"),
        AuditActions.AccountDamage => Account(row, EventKinds.AccountChanged, "damaged"),
        AuditActions.AccountDelete => Account(row, EventKinds.AccountDeleted, null),

        // Without a verdict it was a try of values that are not stored.
        AuditActions.AccountVerify => Detail(row, "verdict") is { Length: > 0 } verdict ? Account(row, EventKinds.Verdict, verdict) : null,
        AuditActions.ModuleSave => Module(row, "saved"),
        AuditActions.ModuleDelete => Module(row, Detail(row, "trash") == "yes" ? "trashed" : "deleted"),
        AuditActions.ModuleImport => new HostEvent(row.Seq, EventKinds.ModuleChanged, row.At, null, null, "imported"),
        AuditActions.ModuleLink => Module(row, "linked"),
        AuditActions.ModuleUnlink => Module(row, "unlinked"),
        AuditActions.AccountMigrate => Account(row, EventKinds.AccountChanged, "migrated"),
        AuditActions.PluginSeen => Plugin(row, Detail(row, "status")),
        AuditActions.PluginApprove => Plugin(row, "approved"),
        AuditActions.PluginRollback => Plugin(row, "rolled back"),
        AuditActions.PluginRemove => Plugin(row, "removed"),
        AuditActions.PluginReload => Plugin(row, "reloaded"),
        AuditActions.PluginWithdrawn => Plugin(row, "withdrawn"),
        AuditActions.PluginSwitch => Plugin(row, Detail(row, "disabled") == "yes" ? "disabled" : "enabled"),
        _ => null,
    };

    private static HostEvent Account(AuditRow row, string kind, string? detail) => new(row.Seq, kind, row.At, Id(row.ObjectId), null, detail);

    private static HostEvent Plugin(AuditRow row, string? detail) => new(row.Seq, EventKinds.Plugin, row.At, null, null, detail);

    private static HostEvent Module(AuditRow row, string detail) => new(row.Seq, EventKinds.ModuleChanged, row.At, Id(Detail(row, "account")), Id(row.ObjectId), detail);

    private static Guid? Id(string? text) => Guid.TryParse(text, out Guid id) ? id : null;

    // What was changed outside the host may be anything.
    private static string? Detail(AuditRow row, string key)
    {
        try
        {
            return JsonNode.Parse(row.Details) is JsonObject details && details[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
