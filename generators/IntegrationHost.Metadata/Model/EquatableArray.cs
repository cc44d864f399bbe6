using System;
using System.Collections;
using System.Collections.Generic;

namespace IntegrationHost.Metadata.Model;

/// <summary>An unchanging list that is equal to another with equal items, so that the incremental generator can tell that nothing changed.</summary>
/// <typeparam name="T">The items.</typeparam>
public sealed class EquatableArray<T> : IReadOnlyList<T>, IEquatable<EquatableArray<T>>
    where T : IEquatable<T>
{
    /// <summary>No items.</summary>
    public static readonly EquatableArray<T> Empty = new(Array.Empty<T>());

    private readonly T[] items;

    /// <summary>Takes the items over; the caller changes them no more.</summary>
    /// <param name="items">The items.</param>
    public EquatableArray(T[] items) => this.items = items;

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T>? other)
    {
        if (other is null || other.items.Length != items.Length)
        {
            return false;
        }

        for (int index = 0; index < items.Length; index++)
        {
            if (!items[index].Equals(other.items[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EquatableArray<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = items.Length;
        foreach (T item in items)
        {
            hash = unchecked((hash * 31) + item.GetHashCode());
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
