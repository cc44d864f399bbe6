using System.Text.Json;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Upstream;

namespace IntegrationHost.Api.Upstream;

/// <summary>The upstream from domain to wire.</summary>
internal static class UpstreamMapper
{
    public static UpstreamStatus ToStatus(UpstreamReport report) => report.Settings is not { } settings
        ? new UpstreamStatus { State = "none" }
        : new UpstreamStatus
        {
            State = report.Problem is null ? (report.LastSyncAt is null ? "never" : "current") : "stale",
            Address = settings.Server.AbsoluteUri.TrimEnd('/'),
            MetadataPath = settings.MetadataPath,
            Login = settings.Login,
            Username = settings.Username,
            Syncing = report.Syncing,
            LastSyncAt = report.LastSyncAt,
            LastAttemptAt = report.LastAttemptAt,
            Problem = report.Fault is { } fault && report.Problem is { } problem && report.ProblemAt is { } at ? new UpstreamProblem(CodeOf(fault), problem, at) : null,
            Modules = report.Modules,
            Accounts = report.Accounts,
            MetadataModules = report.MetadataModules,
            RestartForMetadata = report.RestartForMetadata,
            OpenLinks = [.. report.OpenLinks.Select(link => new UpstreamOpenLink(link.ModuleId.ToString(), link.ModuleName, link.AccountId?.ToString(), link.Problem, link.At))],
            OpenAccounts = [.. report.OpenAccounts.Select(account => new UpstreamOpenAccount(account.AccountId.ToString(), account.Name, account.State.ToString().ToLowerInvariant(), account.Problem, account.At))],
        };

    public static UpstreamSyncResult ToResult(UpstreamSyncReport done, UpstreamReport now) => new(
        done.Succeeded, done.ModulesAdded, done.ModulesChanged, done.ModulesGone, done.AccountsAdded, done.AccountsSettled, done.LinksMade, done.Notes, ToStatus(now));

    private static string CodeOf(UpstreamFault fault) => JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());
}
