using System.CommandLine;

namespace IntegrationHost.Commands;

/// <summary>Whether the API is served on loopback TCP besides the socket.</summary>
internal sealed class ApiPortOptions
{
    private readonly Option<bool> api = new("--api") { Description = "Also serve the API on 127.0.0.1, on a free port." };

    private readonly Option<int?> port = new("--api-port") { Description = "Also serve the API on 127.0.0.1 on this port; 0 for any free one.", HelpName = "PORT" };

    public void AddTo(Command command)
    {
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > 65535)
            {
                result.AddError("--api-port takes a number from 0 to 65535.");
            }
        });
        command.Options.Add(api);
        command.Options.Add(port);
    }

    public int? Port(ParseResult parse) => parse.GetValue(port) ?? (parse.GetValue(api) ? 0 : null);
}
