using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Secrets;

/// <summary>How often a data key sealed is counted in the ring, ahead of use, so that no crash makes it forget.</summary>
public sealed class KeyUseTests
{
    [Fact]
    public void Counter_AfterFiftyCrashes_NeverGoesBack()
    {
        using TestDirectory directory = new();
        Directory.CreateDirectory(directory.Paths.DataDirectory);
        byte[] material = new byte[32];
        using NewSlot slot = new(SlotTypes.KeyFile, material);
        (KeyRingDocument document, byte[] ringKey) = OpenRing.Create(directory.Paths, Guid.NewGuid().ToString(), slot, TimeProvider.System);
        Random random = new(5);
        long sealedSoFar = 0, before = 0;
        for (int crash = 0; crash < 50; crash++)
        {
            // Neither ring nor file is closed: as if the process were killed here.
            KeyRing keys = new(document.VaultId);
            Assert.NotNull(OpenRing.Open(directory.Paths, TimeProvider.System, document, [.. ringKey], keys));
            Assert.True(keys.Terms[0].Reserved >= sealedSoFar, $"{sealedSoFar} seals, but {keys.Terms[0].Reserved} reserved.");
            Assert.True(keys.Terms[0].Reserved >= before);
            SecretBox box = new(keys);
            for (int seal = random.Next(1, 2500); seal > 0; seal--, sealedSoFar++)
                box.Seal(new SecretPlace(Guid.Empty, "f", 1, EgressPolicy.FromText("")), "k");
            before = keys.Terms[0].Reserved;
            document = KeyRingFile.Read(directory.Paths.KeyRingPath);
        }

        Amount.Report($"T08: {sealedSoFar} seals in 50 processes that were cut off, {before} reserved, the counter never went back");
    }

    [Fact]
    public void HardLimit_Reached_SealsNoMoreAndStillOpens()
    {
        byte[] blob = KeyRingBlob.Create(TimeProvider.System.GetUtcNow());
        using KeyRing keys = new("7d9f1f4e-0000-0000-0000-000000000001");
        KeyRingBlob.SetReserved(blob, 0, KeyRing.HardLimit - 2);
        keys.Open(blob, save: null);
        SecretBox box = new(keys);
        SecretPlace place = new(Guid.Empty, "f", 1, EgressPolicy.FromText(""));
        byte[] last = box.Seal(place, "k");
        box.Seal(place, "k");
        Assert.Throws<KeyExhaustedException>(() => box.Seal(place, "k"));
        box.Open(place, last).Dispose();
    }

    [Fact]
    public void Reservation_ThatCannotBeWritten_SealsNothing()
    {
        using KeyRing keys = new("7d9f1f4e-0000-0000-0000-000000000001");
        bool broken = true;
        keys.Open(KeyRingBlob.Create(TimeProvider.System.GetUtcNow()), () =>
        {
            if (broken)
                throw new IOException("full");
        });
        SecretBox box = new(keys);
        SecretPlace place = new(Guid.Empty, "f", 1, EgressPolicy.FromText(""));
        Assert.Throws<IOException>(() => box.Seal(place, "k"));
        broken = false;
        box.Open(place, box.Seal(place, "k")).Dispose();
    }

    [Fact]
    public void Format1_Ring_IsReadWithAnAssumedUse()
    {
        // One term, then four fixed keys, as the first release wrote them.
        byte[] first = [1, 0, 0, 0, 1, 0, 0, 0, 9, .. Enumerable.Repeat((byte)7, 32), .. Enumerable.Range(0, 128).Select(value => (byte)value)];
        using KeyRing keys = KeyRing.FromBlob("7d9f1f4e-0000-0000-0000-000000000001", first)!;
        KeyTerm term = Assert.Single(keys.Terms);
        Assert.Equal((9u, KeyRingBlob.AssumedUses), (term.Number, term.Reserved));
        Assert.True(keys.TryGetTerm(9, out ReadOnlySpan<byte> key));
        Assert.True(key.SequenceEqual(Enumerable.Repeat((byte)7, 32).ToArray()));
        Assert.Equal(96, keys.TokenPepper[0]);
        Assert.All(first, value => Assert.Equal(0, value));
    }
}
