using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Fuzzing;

/// <summary>Requests made out of the two API documents, right, half right and wrong: none is a server error, and no refusal repeats what was sent.</summary>
public sealed class SchemaFuzzTests : ApiTest
{
    private const int Seed = 20261126;
    private static readonly int Rounds = Environment.GetEnvironmentVariable("INTEGRATION_HOST_FULL_TESTS") == "1" ? 140 : 6;

    // What would stop the host, wait for the network, copy the store or never end.
    private static readonly string[] LeftOut = ["/api/seal", "/api/unseal", "/api/backup", "/api/events", "/api/upstream", "/api/verifications"];

    [Theory]
    [InlineData("thorapi")]
    [InlineData("host")]
    public async Task EveryOperation_WithRequestsOutOfItsSchema_FailsNeverAndEchoesNothing(string document)
    {
        JsonObject api = JsonNode.Parse(await Api.Http.GetStringAsync($"/openapi/{document}.json", Cancel))!.AsObject();
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        string module = (string)(await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", """{ "className": "AcmeSendModule" }""", HttpStatusCode.Created, Cancel))!["id"]!;
        SchemaFuzzer fuzzer = new(api, Seed, [account.Id, module]);
        int sent = 0;
        List<string> wrong = [];
        foreach ((string path, JsonNode? operations) in api["paths"]!.AsObject())
        {
            if (LeftOut.Any(path.StartsWith))
                continue;
            foreach ((string method, JsonNode? operation) in operations!.AsObject())
            {
                for (int round = 0; round < Rounds; round++)
                {
                    using HttpRequestMessage request = fuzzer.Make(HttpMethod.Parse(method.ToUpperInvariant()), path, operation!.AsObject(), round);
                    using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);
                    string body = await response.Content.ReadAsStringAsync(Cancel);
                    sent++;

                    // That a provider or the upstream did not answer is no failure of the host's.
                    if ((int)response.StatusCode >= 500 && response.StatusCode is not (HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout))
                        wrong.Add($"{method} {path}, round {round}: {(int)response.StatusCode} {body}");
                    if ((int)response.StatusCode >= 400 && (body + response.Headers).Contains(SchemaFuzzer.Marker, StringComparison.Ordinal))
                        wrong.Add($"{method} {path}, round {round}: {(int)response.StatusCode} repeats what was sent: {body}");
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage($"Fuzzed {document}: seed {Seed}, {sent} requests, wrong {wrong.Count}.");
        Assert.True(sent > 150, $"Only {sent} requests.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }
}
