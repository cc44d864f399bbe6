using System.CommandLine;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>plugins sign</c>: a publisher signs what is packed, so that operators can tell whose updates are whose.</summary>
internal static class PluginsSignCommand
{
    public static Command Build(GlobalOptions global)
    {
        var paths = new Argument<string[]>("path") { Description = "Packed plugin folders or .zip files.", Arity = ArgumentArity.OneOrMore };
        var key = new Option<string>("--key") { Description = "File with the publisher's private key (P-256, PEM).", Required = true };
        var publisher = new Option<string>("--publisher") { Description = "What the publisher is called.", Required = true };
        var fresh = new Option<bool>("--new-key") { Description = "Make the key first; the file must not be there yet." };
        var sign = new Command("sign", "Sign a packed plugin with its publisher's key. A host shows the key's fingerprint, refuses what does not fit, and tells when an update has another key.") { paths, key, publisher, fresh };
        sign.SetAction((parse, _) => Failures.GuardAsync(() =>
        {
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            try
            {
                if (parse.GetValue(fresh))
                    PluginSigning.MakeKey(parse.GetValue(key)!);
                SignedPlugin[] signed = [.. parse.GetValue(paths)!.Select(path => new SignedPlugin(path, PluginSigning.Sign(path, parse.GetValue(key)!, parse.GetValue(publisher)!)))];
                writer.Write(signed, () =>
                {
                    foreach (SignedPlugin plugin in signed)
                        writer.Line($"Signed {plugin.Path} with key {plugin.Key}");
                });
                return Task.FromResult(ExitCodes.Ok);
            }
            catch (InvalidDataException failure)
            {
                throw new UsageException(failure.Message);
            }
        }));
        return sign;
    }

    private sealed record SignedPlugin(string Path, string Key);
}
