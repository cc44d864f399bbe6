using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Benchmarks;

/// <summary>Sealing and opening one secret of 64 characters, against AES-256-GCM alone on the same bytes.</summary>
[MemoryDiagnoser]
public class SecretBenchmarks : IDisposable
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly string value = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
    private KeyRing ring = null!;
    private SecretBox box = null!;
    private SecretPlace place = null!;

    [GlobalSetup]
    public void Setup()
    {
        ring = KeyRing.Create(Guid.NewGuid().ToString());
        box = new SecretBox(ring);
        var auth = new AuthDescriptor { Scheme = AuthScheme.Bearer, Value = "{apiKey}" };
        place = new SecretPlace(Guid.NewGuid(), "apiKey", 1, EgressPolicy.Create("bench", new Uri("https://api.bench.example"), ["api.bench.example"], auth));
    }

    [Benchmark(Baseline = true, Description = "AES-256-GCM alone, seal and open")]
    public int Raw()
    {
        byte[] plain = Encoding.UTF8.GetBytes(value);
        byte[] nonce = RandomNumberGenerator.GetBytes(12);
        byte[] cipher = new byte[plain.Length];
        byte[] tag = new byte[16];
        using (var seal = new AesGcm(key, 16))
        {
            seal.Encrypt(nonce, plain, cipher, tag);
        }

        using var open = new AesGcm(key, 16);
        open.Decrypt(nonce, cipher, tag, plain);
        return plain.Length;
    }

    [Benchmark(Description = "Envelope, seal and open")]
    public int Envelope()
    {
        byte[] envelope = box.Seal(place, value);
        using SecretText opened = box.Open(place, envelope);
        return opened.Length;
    }

    public void Dispose()
    {
        ring?.Dispose();
        GC.SuppressFinalize(this);
    }
}
