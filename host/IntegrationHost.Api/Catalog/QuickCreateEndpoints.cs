using IntegrationHost.Api.Access;
using IntegrationHost.Api.Accounts;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Catalog;

/// <summary><c>/api/quick-create</c>: from a module that lacks an account to the account, in one step or in two.</summary>
internal static class QuickCreateEndpoints
{
    public static void MapQuickCreate(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api").WithTags("catalog").WithProblems()
            .MapPost("/quick-create", Create).WithName("quickCreate").DoneOnce().WithRequestTimeout(ServerLimits.ProviderCalls)
            .WithSummary("Templates that fit a module, the best first, and its form filled in; with fields, the account is stored and the active ExecModule linked.").Needs(Scopes.AccountsWrite);

    private static async Task<Results<Ok<QuickCreateResult>, Created<QuickCreateResult>>> Create(
        QuickCreateRequest request, HttpContext context, TemplateService templates, IProviderCatalog catalog, AccountCreation creation, CancellationToken cancellationToken)
    {
        IReadOnlyList<TemplateFit> fits = Fits(request, templates, catalog);
        QuickCreateForm? form = fits.Count == 0 ? null : await FormAsync(fits[0], request, templates, cancellationToken);
        IReadOnlyList<Template> counted = await templates.CountAsync([.. fits.Select(fit => fit.Provider)], cancellationToken);
        TemplateChoice[] choices = [.. fits.Select((fit, index) => new TemplateChoice(index == 0, fit.Reason, CatalogMapper.ToTemplate(counted[index])))];
        if (request.Fields is null)
            return TypedResults.Ok(new QuickCreateResult(choices, form, null));

        if (form is null)
            throw new RequestRefusedException(ProblemKind.Invalid, "No template fits this module. Choose a provider: send its providerId.");
        var draft = new CreateAccountRequest
        {
            ProviderId = form.ProviderId,
            CredentialKindId = form.CredentialKindId,
            Name = form.Name,
            Environment = form.Environment,
            BaseUrl = request.BaseUrl,
            Fields = request.Fields,
            Verify = request.Verify,
            LinkModuleIds = request.ExecModuleId is { } module ? [module] : [],
        };
        CreateAccountResult created = await creation.CreateAsync(draft, IdempotencyGate.ClaimOf(context), cancellationToken);
        return TypedResults.Created($"/api/accounts/{created.Account.Id}", new QuickCreateResult(choices, form, created));
    }

    private static IReadOnlyList<TemplateFit> Fits(QuickCreateRequest request, TemplateService templates, IProviderCatalog catalog)
    {
        IReadOnlyList<TemplateFit> fits = templates.Match(request.ModuleName, request.ClassName, request.ModuleType);
        if (request.ProviderId is null)
            return fits;

        CatalogProvider chosen = catalog.Find(request.ProviderId) is { Descriptor.CredentialKinds.Count: > 0 } provider
            ? provider
            : throw new RequestRefusedException(ProblemKind.Invalid, "No active plugin offers this provider. See /api/templates.");
        TemplateFit fit = fits.FirstOrDefault(known => known.Provider == chosen) ?? new TemplateFit(chosen, null, "It was chosen.");
        return [fit, .. fits.Where(other => other.Provider != chosen)];
    }

    private static async Task<QuickCreateForm> FormAsync(TemplateFit fit, QuickCreateRequest request, TemplateService templates, CancellationToken cancellationToken)
    {
        CredentialKindDescriptor kind = fit.Provider.FindKind(request.CredentialKindId ?? fit.KindId)
            ?? throw new RequestRefusedException(ProblemKind.Invalid, $"{fit.Provider.Descriptor.Name} has no such kind of credential. See /api/templates.");
        (IReadOnlyDictionary<string, string> values, string environment, IReadOnlyList<string> names) = await templates.CommonAsync(fit.Provider, cancellationToken);
        return new QuickCreateForm(
            fit.Provider.Descriptor.Id,
            kind.Id,
            request.Name ?? FreeName(fit.Provider.Descriptor.Id.ToUpperInvariant(), names),
            request.Environment ?? environment,
            [.. kind.Fields.Select(field => new QuickCreateField(field.Key, field.Label, field.Secret, field.Required, field.Secret ? null : values.GetValueOrDefault(field.Key)))]);
    }

    private static string FreeName(string name, IReadOnlyList<string> taken) =>
        taken.Contains(name) ? Enumerable.Range(2, taken.Count).Select(number => $"{name}_{number}").First(other => !taken.Contains(other)) : name;
}
