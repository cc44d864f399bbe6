using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using IntegrationHost.Benchmarks;

var runs = new Dictionary<string, Func<Task>>
{
    ["generator"] = () => Task.Run(GeneratorPair.Run),
    ["edit"] = () => Task.Run(EditPair.Run),
    ["compile"] = () => Task.Run(CompilePair.Run),
    ["secrets"] = () => Task.Run(() => BenchmarkRunner.Run<SecretBenchmarks>(
        ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)))),
    ["api"] = ApiPair.RunAsync,
    ["reads"] = ReadPair.RunAsync,
    ["lists"] = ListPair.RunAsync,
    ["execute"] = ExecutePair.RunAsync,
    ["audit"] = AuditPair.RunAsync,
    ["plugins"] = PluginPair.RunAsync,
    ["workers"] = WorkerPair.RunAsync,
    ["startup"] = () => Task.Run(StartupPair.Run),
    ["console"] = () => Task.Run(ConsolePair.Run),
    ["rows"] = RowsPair.RunAsync,
};
string[] chosen = args is ["all"] ? [.. runs.Keys] : args;
if (chosen.Length == 0 || chosen.Any(name => !runs.ContainsKey(name)))
{
    Console.Error.WriteLine($"Name what to measure: {string.Join(", ", runs.Keys)} or all.");
    return 2;
}

foreach (string name in chosen)
{
    await runs[name]();
}

return 0;
