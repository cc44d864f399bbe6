using System.Text;
using IntegrationHost.Commands;

namespace IntegrationHost.Input;

/// <summary>Takes secrets from a prompt that shows nothing, or from standard input. Never from an argument: those are in the shell's history and the process list.</summary>
internal static class SecretInput
{
    /// <summary>Everything on standard input up to its end, without the line end that <c>echo</c> adds.</summary>
    /// <param name="input">Standard input.</param>
    /// <param name="redirected">Whether it is a pipe or a file.</param>
    /// <param name="what">Label of the secret, for messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UsageException">Standard input is a terminal, empty, or longer than 64 KiB.</exception>
    public static async Task<string> ReadToEndAsync(TextReader input, bool redirected, string what, CancellationToken cancellationToken)
    {
        if (!redirected)
        {
            throw new UsageException($"Standard input is a terminal, which would show the {what}. Pipe it in, or leave the option out to be asked.");
        }

        char[] buffer = new char[(64 * 1024) + 1];
        int length = await input.ReadBlockAsync(buffer, cancellationToken);
        if (length == buffer.Length)
        {
            throw new UsageException($"The {what} on standard input is longer than 64 KiB.");
        }

        string value = new string(buffer, 0, length).TrimEnd('\r', '\n');
        Array.Clear(buffer);
        return value.Length > 0 ? value : throw new UsageException($"The {what} was to come from standard input, which is empty. Pipe it in, or leave the option out to be asked.");
    }

    /// <summary>Asks on the terminal without echo, twice, for what would lock a person out if it were mistyped.</summary>
    /// <exception cref="UsageException">There is no terminal to ask on, or the two differ.</exception>
    public static string PromptTwice(string label)
    {
        string first = Prompt(label);
        return first == Prompt(label + ", again") ? first : throw new UsageException("The two are not the same. Nothing was changed.");
    }

    /// <summary>Asks on the terminal without echo. Empty means: not given.</summary>
    /// <exception cref="UsageException">There is no terminal to ask on.</exception>
    public static string Prompt(string label)
    {
        if (System.Console.IsInputRedirected)
        {
            throw new UsageException($"'{label}' is needed and there is no terminal to ask on. Give it on standard input (--secret-stdin FIELD or --passphrase-stdin).");
        }

        System.Console.Error.Write($"{label}: ");
        var value = new StringBuilder();
        while (true)
        {
            ConsoleKeyInfo key = System.Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    System.Console.Error.WriteLine();
                    return value.ToString().Trim();
                case ConsoleKey.Backspace when value.Length > 0:
                    value.Length--;
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        value.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }
}
