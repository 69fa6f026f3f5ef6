using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Dsr.Shared;

/// <summary>A file cannot be read as a backup: damaged, cut short, of another key, or no backup at all.</summary>
public sealed class BackupFileException(string what) : Exception(what);

/// <summary>
/// A file sealed with AES-256-GCM in numbered pieces, so that none can be changed, moved or left out, nor the end cut off. The key comes from the bytes of
/// the key file; without one the file is whole and checked, but not secret.
/// </summary>
internal static class SealedFile
{
    private const int SaltLength = 16;
    private const int CheckLength = 8;
    private const int HeaderLength = 8 + 1 + SaltLength + CheckLength;
    private const int PieceLength = 1 << 20;
    private const int TagLength = 16;

    private static ReadOnlySpan<byte> Magic => "DSRBAK01"u8;

    public static Stream Write(Stream file, byte[]? secret)
    {
        var header = new byte[HeaderLength];
        Magic.CopyTo(header);
        header[8] = (byte)(secret is null ? 0 : 1);
        RandomNumberGenerator.Fill(header.AsSpan(9, SaltLength));
        var (key, check) = Derive(secret, header.AsSpan(9, SaltLength));
        check.CopyTo(header.AsSpan(9 + SaltLength));
        file.Write(header);
        return new Writer(file, new AesGcm(key, TagLength), header);
    }

    public static Stream Read(Stream file, byte[]? secret)
    {
        var header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.AsSpan(0, 8).SequenceEqual(Magic)) throw new BackupFileException("This file is not a backup of the register, or its beginning is damaged.");
        if (header[8] == 1 && secret is null) throw new BackupFileException("This backup is encrypted. Set DSR_KEY_FILE to the key file that it was made with.");
        var (key, check) = Derive(header[8] == 1 ? secret : null, header.AsSpan(9, SaltLength));
        if (!CryptographicOperations.FixedTimeEquals(check, header.AsSpan(9 + SaltLength))) throw new BackupFileException("This backup was made with another key file. Set DSR_KEY_FILE to the one that it was made with.");
        return new Reader(file, new AesGcm(key, TagLength), header);
    }

    private static (byte[] Key, byte[] Check) Derive(byte[]? secret, ReadOnlySpan<byte> salt)
    {
        var bytes = new byte[32 + CheckLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret ?? "not secret"u8, bytes, salt, "dsr backup"u8);
        return (bytes[..32], bytes[32..]);
    }

    private static byte[] Nonce(long piece)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(4), piece);
        return nonce;
    }

    // what stands in clear is sealed too: the header, and whether a piece is the last
    private static byte[] Around(byte[] header, int length, bool last)
    {
        var around = new byte[header.Length + 5];
        header.CopyTo(around, 0);
        BinaryPrimitives.WriteInt32BigEndian(around.AsSpan(header.Length), length);
        around[^1] = (byte)(last ? 1 : 0);
        return around;
    }

    private sealed class Writer(Stream file, AesGcm aes, byte[] header) : Stream
    {
        private readonly byte[] _piece = new byte[PieceLength];
        private int _length;
        private long _pieces;
        private bool _ended;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (buffer.Length > 0)
            {
                if (_length == PieceLength) Seal(false);
                var part = buffer[..Math.Min(buffer.Length, PieceLength - _length)];
                part.CopyTo(_piece.AsSpan(_length));
                _length += part.Length;
                buffer = buffer[part.Length..];
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_ended)
            {
                _ended = true;
                Seal(true);
                aes.Dispose();
            }
            base.Dispose(disposing);
        }

        private void Seal(bool last)
        {
            var around = Around(header, _length, last);
            var sealedPiece = new byte[_length];
            var tag = new byte[TagLength];
            aes.Encrypt(Nonce(_pieces++), _piece.AsSpan(0, _length), sealedPiece, tag, around);
            file.Write(around.AsSpan(header.Length));
            file.Write(sealedPiece);
            file.Write(tag);
            _length = 0;
        }
    }

    private sealed class Reader(Stream file, AesGcm aes, byte[] header) : Stream
    {
        private byte[] _piece = [];
        private int _at;
        private long _pieces;
        private bool _last;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            while (_at == _piece.Length)
            {
                if (_last) return 0;
                Open();
            }
            var part = _piece.AsSpan(_at, Math.Min(buffer.Length, _piece.Length - _at));
            part.CopyTo(buffer);
            _at += part.Length;
            return part.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) aes.Dispose();
            base.Dispose(disposing);
        }

        private void Open()
        {
            var front = new byte[5];
            if (file.ReadAtLeast(front, 5, throwOnEndOfStream: false) < 5) throw new BackupFileException("This backup is cut short. Use another one.");
            var length = BinaryPrimitives.ReadInt32BigEndian(front);
            if (length is < 0 or > PieceLength || front[4] > 1) throw Damaged();
            var rest = new byte[length + TagLength];
            if (file.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false) < rest.Length) throw new BackupFileException("This backup is cut short. Use another one.");
            _piece = new byte[length];
            _at = 0;
            _last = front[4] == 1;
            try
            {
                aes.Decrypt(Nonce(_pieces++), rest.AsSpan(0, length), rest.AsSpan(length), _piece, Around(header, length, _last));
            }
            catch (AuthenticationTagMismatchException)
            {
                throw Damaged();
            }
        }

        private static BackupFileException Damaged() => new("This backup is damaged: its seal does not hold. Use another one.");
    }
}
