using System.Reflection;
using IntegrationHost.Pictures;
using IntegrationHost.TestTerminal;

if (!PseudoTerminal.IsSupported)
{
    Console.Error.WriteLine("Pictures are taken on Linux only: they need its pseudo-terminals.");
    return 2;
}

string Fact(string key) => typeof(Scene).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
string target = Path.GetFullPath(args.Length > 0 ? args[0] : Fact("PictureDirectory"));
Directory.CreateDirectory(target);
using var painter = new ScreenPainter();
foreach (Scene scene in Scene.All)
{
    string path = Path.Combine(target, scene.Name + ".png");
    byte[] picture = await scene.PlayAsync(Fact("HostProgram"), painter);
    await File.WriteAllBytesAsync(path, picture);
    Console.WriteLine($"{Path.GetRelativePath(Environment.CurrentDirectory, path)}  {scene.Width}x{scene.Height}  {picture.Length / 1024} KiB");
}

return 0;
