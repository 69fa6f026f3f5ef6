using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Shared;

/// <summary>The key ring of cookies, form tokens and authenticator secrets: files in the data folder, encrypted under the operator's key file when there is one.</summary>
public static class KeyRing
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddKeyRing(this IServiceCollection services, Settings settings)
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.Data, "keys"));
        services.AddDataProtection().SetApplicationName("dsr").PersistKeysToFileSystem(folder);
        var key = settings.KeyFile is { } file ? new KeyRingKey(KeyOf(file)) : null;
        CheckOpens(folder, key, settings.Production);
        if (key is null) return services;

        services.AddSingleton(key);
        return services.Configure<KeyManagementOptions>(ring => ring.XmlEncryptor = new KeyRingEncryptor(key));
    }

    /// <summary>Left to itself the platform would make a new ring and leave every authenticator secret unreadable.</summary>
    private static void CheckOpens(DirectoryInfo folder, KeyRingKey? key, bool production)
    {
        foreach (var file in folder.EnumerateFiles("key-*.xml"))
        {
            var sealed_ = XElement.Load(file.FullName).Descendants("sealed").FirstOrDefault();
            if (sealed_ is null && production) throw new SettingException("DSR_DATA", $"another folder, or its key ring moved away: {file.FullName} is not encrypted, and who had connected an app must be invited again");
            if (sealed_ is null) continue;
            if (key is null) throw new SettingException("DSR_KEY_FILE", $"the path of the file that {folder.FullName} was encrypted with");
            try
            {
                key.Open(sealed_);
            }
            catch (CryptographicException)
            {
                throw new SettingException("DSR_KEY_FILE", $"the path of the file that {folder.FullName} was encrypted with; this is another one");
            }
        }
    }

    /// <summary>The key ring's own key, derived from the file: the file's other uses derive others.</summary>
    private static byte[] KeyOf(string file)
    {
        var material = File.ReadAllBytes(file);
        if (material.Length < 32) throw new SettingException("DSR_KEY_FILE", "the path of a file of at least 32 random bytes");
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 32, info: Encoding.UTF8.GetBytes("dsr key ring 1"));
    }
}

internal sealed record KeyRingKey(byte[] Bytes)
{
    public XElement Open(XElement sealed_)
    {
        var bytes = Convert.FromBase64String(sealed_.Value).AsSpan();
        var plain = new byte[bytes.Length - 28];
        using var aes = new AesGcm(Bytes, 16);
        aes.Decrypt(bytes[..12], bytes[28..], bytes[12..28], plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}

internal sealed class KeyRingEncryptor(KeyRingKey key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (nonce, sealed_, tag) = (RandomNumberGenerator.GetBytes(12), new byte[plain.Length], new byte[16]);
        using var aes = new AesGcm(key.Bytes, tag.Length);
        aes.Encrypt(nonce, plain, sealed_, tag);
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String([.. nonce, .. tag, .. sealed_])), typeof(KeyRingDecryptor));
    }
}

/// <summary>Made by the platform from its name in the key file.</summary>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => services.GetRequiredService<KeyRingKey>().Open(encryptedElement);
}
