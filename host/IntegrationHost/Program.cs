using IntegrationHost;
using IntegrationHost.Commands;
using IntegrationHost.Hosting;

if (InjectedCode.Find(Environment.GetEnvironmentVariable) is { } refusal)
{
    Console.Error.WriteLine("integration-host: " + refusal);
    return ExitCodes.Configuration;
}

return await CommandTree.RunAsync(args);
