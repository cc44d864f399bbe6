
namespace IntegrationHost.Core.Tests.Channels.Limits;

/// <summary>Starts servers that answer one request after the other as it is written down; the last answer stays.</summary>
internal static class ScriptedProvider
{
    /// <param name="answers">Such as <c>429 Retry-After: 1</c>, <c>200</c> or <c>drop</c> for a connection that ends.</param>
    public static Task<LocalProvider> StartAsync(params string[] answers)
    {
        int asked = 0;
        return LocalProvider.StartAsync(
            context =>
            {
                string answer = answers[Math.Min(Interlocked.Increment(ref asked), answers.Length) - 1];
                if (answer == "drop")
                {
                    context.Abort();
                    return Task.CompletedTask;
                }

                string[] parts = answer.Split(' ', 2);
                context.Response.StatusCode = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
                if (parts.Length > 1)
                    context.Response.Headers[parts[1].Split(": ")[0]] = parts[1].Split(": ")[1];
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
    }
}
