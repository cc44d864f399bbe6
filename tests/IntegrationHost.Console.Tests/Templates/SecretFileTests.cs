using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Tests.Templates;

public sealed class SecretFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_PemFile_IsTakenWholeWithUniformLineBreaks()
    {
        File.WriteAllText(_path, "\uFEFF-----BEGIN EXAMPLE-----\r\nAAAA\r\n-----END EXAMPLE-----\r\n\r\n");
        using SecretBuffer secret = new();
        Assert.Null(SecretFile.Read($" {_path} ", secret));
        Assert.Equal("-----BEGIN EXAMPLE-----\nAAAA\n-----END EXAMPLE-----\n", secret.Reveal());
    }

    [Fact]
    public void Read_WhatCannotBeHad_SaysWhyAndLeavesNothing()
    {
        using SecretBuffer secret = new();
        secret.Append("earlier");
        Assert.Equal("there is no such file", SecretFile.Read(_path + ".none", secret));
        Assert.Equal(0, secret.Length);
        Assert.Equal("the file is empty, or no ordinary file", SecretFile.Read(_path, secret));
        File.WriteAllBytes(_path, new byte[(64 * 1024) + 1]);
        Assert.Equal("the file is longer than 64 KiB", SecretFile.Read(_path, secret));
        File.WriteAllBytes(_path, [0xFF, 0xFE, 0x00, 0xC3, 0x28]);
        Assert.Equal("the file is no text", SecretFile.Read(_path, secret));
        Assert.Equal("there is no such file", SecretFile.Read(Path.GetTempPath(), secret));
        Assert.Equal(0, secret.Length);
    }

    [Fact]
    public void Read_Device_DoesNotHang()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is none.");
        using SecretBuffer secret = new();
        Assert.Equal("the file is empty, or no ordinary file", SecretFile.Read("/dev/zero", secret));
    }
}
