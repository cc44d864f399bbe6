using IntegrationHost.Api;
using IntegrationHost.Client;
using IntegrationHost.Core;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary>Turns what can go wrong into one clear message on standard error and an exit code.</summary>
internal static class Failures
{
    public static async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (UsageException failure)
        {
            return Say(failure.Message, failure.ExitCode);
        }
        catch (StoreException failure)
        {
            return Say(failure.Message, failure.ExitCode);
        }
        catch (ConflictException failure)
        {
            return Say(failure.Message, ExitCodes.Usage);
        }
        catch (UpstreamException failure)
        {
            return Say(failure.Message, failure.Fault == UpstreamFault.Unusable ? ExitCodes.Usage : ExitCodes.Unavailable);
        }
        catch (ApiStartException failure)
        {
            return Say(failure.Message, ExitCodes.Unavailable);
        }
        catch (HostUnavailableException failure)
        {
            return Say(failure.Message, ExitCodes.Unavailable);
        }
        catch (HostApiException failure)
        {
            Say(failure.Message, ExitCodes.Negative);
            foreach ((string field, IReadOnlyList<string> problems) in failure.Errors)
            {
                foreach (string problem in problems)
                {
                    System.Console.Error.WriteLine($"  {TerminalText.Clean(field)}: {TerminalText.Clean(problem)}");
                }
            }

            return failure.StatusCode switch
            {
                System.Net.HttpStatusCode.NotFound => ExitCodes.NotFound,
                System.Net.HttpStatusCode.ServiceUnavailable => ExitCodes.Unavailable,
                System.Net.HttpStatusCode.InsufficientStorage => StoreException.InputOutput,
                System.Net.HttpStatusCode.BadRequest or System.Net.HttpStatusCode.UnprocessableEntity => ExitCodes.Usage,
                _ => ExitCodes.Negative,
            };
        }
        catch (OperationCanceledException)
        {
            return Say("Cancelled.", ExitCodes.Negative);
        }
        catch (Exception fault)
        {
            // Its message could hold anything, a secret included; its type and its place cannot.
            return Say($"A fault of the program itself, {fault.GetType().Name}. Please report it with these lines:\n{fault.StackTrace}", ExitCodes.Software);
        }
    }

    private static int Say(string message, int exitCode)
    {
        System.Console.Error.WriteLine("integration-host: " + string.Join('\n', message.ReplaceLineEndings("\n").Split('\n').Select(TerminalText.Clean)));
        return exitCode;
    }
}
