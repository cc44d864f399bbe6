using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;

namespace IntegrationHost.Core.Mail;

/// <summary>
/// One account's way to its mailbox. Requests and answers are JSON like any provider's: <c>POST /check</c>, <c>/search</c>, <c>/fetch</c> and <c>/append</c> of the
/// server <c>imap</c>, <c>/check</c> and <c>/send</c> of <c>smtp</c>. Each call logs in, does one thing and logs out.
/// </summary>
/// <param name="servers">Where.</param>
/// <param name="reach">Which addresses the names may stand for.</param>
/// <param name="options">The limits of every call.</param>
/// <param name="time">The clock.</param>
internal sealed class MailChannel(MailServers servers, NetworkReach reach, ChannelOptions options, TimeProvider time)
{
    /// <summary>Makes one call.</summary>
    /// <param name="protocol"><c>imap</c> or <c>smtp</c>.</param>
    /// <param name="operation">The request's path.</param>
    /// <param name="body">The request's body: JSON, or nothing.</param>
    /// <param name="user">The login name.</param>
    /// <param name="password">Its password. The mail library keeps a copy of it for the call, which cannot be wiped.</param>
    /// <param name="redactor">Takes the password out of what the server says.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ChannelException">The server gave no answer, or the operation is not one of those.</exception>
    public async Task<ProviderResponse> SendAsync(
        string protocol, string operation, ReadOnlyMemory<byte> body, string user, SecretText password, SecretRedactor redactor, CancellationToken cancellationToken)
    {
        MailServer server = (protocol switch { "imap" => servers.Imap, "smtp" => servers.Smtp, _ => null })
            ?? throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: this mail account has no such server; there are 'imap' and 'smtp'.");

        var words = new ServerWords();
        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            ProviderResponse answer = protocol == "imap"
                ? await ImapAsync(server, operation, Parse(body), user, password, words, either.Token)
                : await SmtpAsync(server, operation, Parse(body), user, password, words, either.Token);
            if (answer.Body.Length > options.MaxBodyBytes)
                throw new ChannelException(ChannelErrorCodes.TooLarge, $"{server.Host} answered with more than the {options.MaxBodyBytes} bytes that are read.");
            return answer with { Body = redactor.Redact(answer.Body) };
        }
        catch (FormatException error)
        {
            return MailAnswer.Refused(400, protocol, "BAD_INPUT", null, error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChannelException(ChannelErrorCodes.Timeout, $"{server.Host} did not answer in time ({options.Deadline.TotalSeconds:0.#} s in all).");
        }
        catch (Exception error) when (MailRefusals.Read(protocol, error, words) is { } refusal)
        {
            return refusal with { Body = redactor.Redact(refusal.Body) };
        }
        catch (Exception error) when (MailRefusals.IsTransport(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw MailRefusals.Map(error, server.Host);
        }
    }

    private async Task<ProviderResponse> ImapAsync(
        MailServer server, string operation, MailInput input, string user, SecretText password, ServerWords words, CancellationToken cancellationToken)
    {
        using var client = new ImapClient(words);
        await LogInAsync(client, server, user, password, cancellationToken);
        ProviderResponse answer = operation switch
        {
            "/check" => await ImapOperations.CheckAsync(client, user, cancellationToken),
            "/search" => await ImapOperations.SearchAsync(client, input, cancellationToken),
            "/fetch" => await ImapOperations.FetchAsync(client, input, options.MaxBodyBytes, cancellationToken),
            "/append" => await ImapOperations.AppendAsync(client, input, user, time.GetUtcNow(), cancellationToken),
            _ => throw Unknown(server, "/check, /search, /fetch or /append"),
        };
        await LogOutAsync(client, cancellationToken);
        return answer;
    }

    private async Task<ProviderResponse> SmtpAsync(
        MailServer server, string operation, MailInput input, string user, SecretText password, ServerWords words, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(words);
        await LogInAsync(client, server, user, password, cancellationToken);
        ProviderResponse answer = operation switch
        {
            "/check" => SmtpOperations.Check(client, user),
            "/send" => await SmtpOperations.SendAsync(client, input, user, time.GetUtcNow(), cancellationToken),
            _ => throw Unknown(server, "/check or /send"),
        };
        await LogOutAsync(client, cancellationToken);
        return answer;
    }

    private async Task LogInAsync(MailService client, MailServer server, string user, SecretText password, CancellationToken cancellationToken)
    {
        // A look-up of revoked certificates would be a call to hosts that nobody allowed.
        client.CheckCertificateRevocation = false;
        using var connecting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        connecting.CancelAfter(options.ConnectTimeout);
        Stream stream = await ProviderTransport.ConnectAsync(
            new System.Net.DnsEndPoint(server.Host, server.Port), ProviderTransport.FindAsync, reach, options.ConnectTimeout, connecting.Token);
        await client.ConnectAsync(stream, server.Host, server.Port, server.Security, cancellationToken);

        // Google shows an app password in groups; the spaces are no part of it.
        await client.AuthenticateAsync(user, new string(password.Reveal()).Replace(" ", "", StringComparison.Ordinal), cancellationToken);
    }

    // What was asked for is done; a server that ends the connection instead of saying goodbye changes nothing about it.
    private static async Task LogOutAsync(MailService client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception error) when (MailRefusals.IsTransport(error) || error is CommandException)
        {
        }
    }

    private static MailInput Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return default;

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return new MailInput(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw new FormatException("The request's body is not JSON.");
        }
    }

    private static ChannelException Unknown(MailServer server, string known) =>
        new(ChannelErrorCodes.Refused, $"The call to {server.Host} was not made: the operation is none of {known}.");
}
