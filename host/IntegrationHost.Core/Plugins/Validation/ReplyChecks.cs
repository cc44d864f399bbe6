using IntegrationHost.Core.Quality;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins.Validation;

/// <summary>Whether a project's recorded replies fit its metadata. What they lead to is found out by the conformance tests.</summary>
internal static class ReplyChecks
{
    public static void Check(CheckList list, ProviderMetadata provider, string folder)
    {
        string replies = Path.Combine(folder, "replies");
        foreach (CredentialKindMetadata kind in provider.CredentialKinds.Where(kind => kind.Auth.Scheme != "Stored"))
        {
            string place = Path.Combine(replies, kind.Id);
            string[] files = Directory.Exists(place) ? [.. Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal)] : [];
            if (!list.Should("replies", $"{files.Length} recorded replies of {kind.Id}.", files.Length > 0 ? null : $"There is no recorded reply of {kind.Id}. Put the provider's answers into replies/{kind.Id}/."))
                continue;

            string? wrong = files.Select(file => WhyNot(kind, file)).FirstOrDefault(why => why is not null);
            list.Must("replies-fit", $"The replies of {kind.Id} name requests and rules that are there.", wrong);
        }
    }

    private static string? WhyNot(CredentialKindMetadata kind, string file)
    {
        string name = $"replies/{kind.Id}/{Path.GetFileName(file)}";
        try
        {
            RecordedReply reply = RecordedReply.Read(file);
            RuleMetadata? rule = kind.Verification.Rules.FirstOrDefault(item => item.Id == reply.Expected.RuleId);
            // Names with a dot of the channel's own, and "no-rule", are the host's.
            if (rule is null && reply.Expected.Verdict is not ("Indeterminate" or "RateLimited"))
                return $"{name} expects a rule that {kind.Id} does not have.";
            return rule?.Verdict is { } verdict && verdict != reply.Expected.Verdict && reply.Expected.Verdict != "Indeterminate" ? $"{name} expects {reply.Expected.Verdict}, and its rule gives {verdict}." : null;
        }
        catch (InvalidDataException failure)
        {
            return failure.Message;
        }
    }
}
