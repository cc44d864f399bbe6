using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Tests.Permissions;

/// <summary>Whoever reads signed rows takes none for forged that was changed just after it was read.</summary>
public sealed class IntactRowsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_RowThatHoldsWhenReadAgain_IsThere()
    {
        Asked asked = new(answers: [false, false, true]);

        Assert.Single(await ReadAsync(asked));
        Assert.Equal(3, asked.Times);
    }

    /// <summary>Asked again after it held, it may not hold any more, though it did as of the reading.</summary>
    [Fact]
    public async Task ReadAsync_RowThatHolds_IsAskedOnce()
    {
        Asked asked = new(answers: [true, false]);

        Assert.Single(await ReadAsync(asked));
        Assert.Equal(1, asked.Times);
    }

    [Fact]
    public async Task ReadAsync_RowThatNeverHolds_IsLeftOutAfterSomeTries()
    {
        Asked asked = new(answers: [false]);

        Assert.Empty(await ReadAsync(asked));
        Assert.Equal(IntactRows.Tries, asked.Times);
    }

    private static async Task<List<RoleRow>> ReadAsync(Asked asked)
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.Roles.CreateAsync("operators", Cancel);
        await using HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(Cancel);
        return await IntactRows.ReadAsync(context.Roles.AsNoTracking(), _ => asked.Next(), Cancel);
    }

    /// <summary>Says in turn what it was given, and the last of it from then on.</summary>
    private sealed class Asked(bool[] answers)
    {
        public int Times { get; private set; }

        public bool Next() => answers[Math.Min(Times++, answers.Length - 1)];
    }
}
