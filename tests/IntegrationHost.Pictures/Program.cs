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
string program = Environment.GetEnvironmentVariable("PICTURE_PROGRAM") ?? Fact("HostProgram");
int missing = 0;
using var painter = new ScreenPainter();
// With a directory of one's own, "all" takes every page at every size.
foreach (Scene scene in args is [_, "all", ..] ? Scene.Every : Scene.All)
{
    string path = Path.Combine(target, scene.Name + ".png");
    byte[] picture;
    try
    {
        picture = await scene.PlayAsync(program, painter);
    }
    catch (TimeoutException exception)
    {
        // The others are still worth having.
        Console.Error.WriteLine($"{scene.Name}: {exception.Message}");
        missing++;
        continue;
    }

    await File.WriteAllBytesAsync(path, picture);
    Console.WriteLine($"{Path.GetRelativePath(Environment.CurrentDirectory, path)}  {scene.Width}x{scene.Height}  {picture.Length / 1024} KiB");
}

return missing == 0 ? 0 : 1;
