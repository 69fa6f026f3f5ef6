using System.Security.Cryptography;

namespace Dsr.Tests.Host;

public class SealedFileTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(3_000_000)]
    public void What_was_sealed_comes_back(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        Open(Seal(content, Secret), Secret).ShouldBe(content);
        Open(Seal(content, null), null).ShouldBe(content);
    }

    [Fact]
    public void Another_key_is_refused_in_clear_words()
        => Should.Throw<BackupFileException>(() => Open(Seal([1, 2, 3], Secret), [.. Secret.Reverse()])).Message.ShouldBe("This backup was made with another key file. Set DSR_KEY_FILE to the one that it was made with.");

    [Fact]
    public void No_key_is_refused_in_clear_words()
        => Should.Throw<BackupFileException>(() => Open(Seal([1, 2, 3], Secret), null)).Message.ShouldStartWith("This backup is encrypted.");

    [Fact]
    public void Another_file_is_refused_in_clear_words()
        => Should.Throw<BackupFileException>(() => Open([.. Enumerable.Repeat((byte)32, 100)], Secret)).Message.ShouldStartWith("This file is not a backup");

    [Fact]
    public void A_changed_byte_is_found_wherever_it_stands()
    {
        var file = Seal(RandomNumberGenerator.GetBytes(200), Secret);
        for (var at = 0; at < file.Length; at++)
        {
            byte[] changed = [.. file];
            changed[at] ^= 1;
            Should.Throw<BackupFileException>(() => Open(changed, Secret), $"byte {at}");
        }
    }

    [Fact]
    public void A_file_that_was_cut_short_is_found_wherever_it_was_cut()
    {
        var file = Seal(RandomNumberGenerator.GetBytes((1 << 20) + 100), Secret);
        foreach (var length in new[] { 0, 8, 33, 40, 1 << 20, (1 << 20) + 33 + 5 + 16, file.Length - 1 })
            Should.Throw<BackupFileException>(() => Open(file[..length], Secret), $"cut at {length}");
    }

    private static byte[] Seal(byte[] content, byte[]? secret)
    {
        using var file = new MemoryStream();
        using (var sealing = SealedFile.Write(file, secret)) sealing.Write(content);
        return file.ToArray();
    }

    private static byte[] Open(byte[] sealedBytes, byte[]? secret)
    {
        using var opened = SealedFile.Read(new MemoryStream(sealedBytes), secret);
        using var content = new MemoryStream();
        opened.CopyTo(content);
        return content.ToArray();
    }
}
