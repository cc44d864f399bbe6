using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;

namespace IntegrationHost.Core.Verification;

/// <summary>What the walk through a verdict table came to.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="RuleId">The rule that decided, or the reason none did.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Answer">The answer that decided; <c>null</c> if none came.</param>
/// <param name="Rule">The provider's rule; <c>null</c> if none decided.</param>
internal sealed record Finding(VerdictKind Kind, string RuleId, string Message, ProviderAnswer? Answer = null, VerdictRuleDescriptor? Rule = null)
{
    /// <summary>Whether the provider accepts the credential, fully or in part.</summary>
    public bool IsAccepted => Kind is VerdictKind.Valid or VerdictKind.Insufficient;
}
