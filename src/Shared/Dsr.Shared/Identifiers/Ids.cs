using System.Security.Cryptography;

namespace Dsr.Shared;

/// <summary>
/// Ids of rows: UUIDs of version 7 in which what is made later in a process sorts later, within one millisecond too. Lists that are ordered
/// by a time and an id so keep the order in which things happened; the platform's own leave it to chance.
/// </summary>
public static class Ids
{
    // 42 bits stand between the time and the random end; each process counts from somewhere else
    private static long _place = RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>An id made now.</summary>
    public static Guid New() => InOrder(Guid.CreateVersion7());

    /// <summary>An id made at this time, by the register's clock.</summary>
    public static Guid New(DateTimeOffset at) => InOrder(Guid.CreateVersion7(at));

    private static Guid InOrder(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var place = Interlocked.Increment(ref _place);
        bytes[6] = (byte)(0x70 | ((place >> 38) & 0x0F));
        bytes[7] = (byte)(place >> 30);
        bytes[8] = (byte)(0x80 | ((place >> 24) & 0x3F));
        bytes[9] = (byte)(place >> 16);
        bytes[10] = (byte)(place >> 8);
        bytes[11] = (byte)place;
        return new Guid(bytes, bigEndian: true);
    }
}
