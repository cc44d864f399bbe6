using System.CommandLine;
using IntegrationHost.Commands;

namespace IntegrationHost.Tests.Commands;

public sealed class CommandTreeTests
{
    public static TheoryData<string> Paths => [.. All(CommandTree.Build(), "").Where(entry => !entry.Command.Hidden).Select(entry => entry.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Help_OfEveryCommand_DescribesItAndAllItTakes(string path)
    {
        using var output = new StringWriter();
        RootCommand root = CommandTree.Build();

        int exitCode = await root.Parse([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).InvokeAsync(
            new InvocationConfiguration { Output = output }, TestContext.Current.CancellationToken);

        Assert.Equal(0, exitCode);
        string help = string.Join(' ', output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Command command = All(root, "").Single(entry => entry.Path == path).Command;
        Assert.All(
            (string?[])[command.Description, .. command.Options.Select(option => option.Description), .. command.Arguments.Select(argument => argument.Description)],
            description =>
            {
                Assert.False(string.IsNullOrWhiteSpace(description));
                Assert.Contains(string.Join(' ', description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), help, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void Listings_TakeJson()
    {
        RootCommand root = CommandTree.Build();
        Assert.Contains(root.Options, option => option is { Name: "--json", Recursive: true });
    }

    private static IEnumerable<(string Path, Command Command)> All(Command command, string path) =>
        command.Subcommands.SelectMany(child => All(child, $"{path} {child.Name}".Trim())).Prepend((path, command));
}
