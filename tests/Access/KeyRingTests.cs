using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Dsr.Tests.Access;

public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dsr-ring").FullName;

    [Fact]
    public void With_a_key_file_the_ring_is_encrypted_and_opens_only_with_that_file()
    {
        var sealed_ = Ring(KeyFile("one")).CreateProtector("test").Protect("a secret");
        var kept = string.Concat(Directory.GetFiles(Path.Combine(_folder, "keys")).Select(File.ReadAllText));
        (kept.Contains("<sealed", StringComparison.Ordinal) ? "" : kept).ShouldBe("");
        kept.ShouldNotContain("<masterKey");

        Ring(KeyFile("one")).CreateProtector("test").Unprotect(sealed_).ShouldBe("a secret");
        Should.Throw<SettingException>(() => Ring(KeyFile("two"))).Message.ShouldStartWith("DSR_KEY_FILE should be");
        Should.Throw<SettingException>(() => Ring(null)).Message.ShouldStartWith("DSR_KEY_FILE should be");
    }

    [Fact]
    public void Production_refuses_a_ring_that_is_not_encrypted()
    {
        Ring(null).CreateProtector("test").Protect("a secret");
        Should.Throw<SettingException>(() => Ring(KeyFile("one"), production: true)).Message.ShouldStartWith("DSR_DATA should be");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string KeyFile(string name)
    {
        var file = Path.Combine(_folder, name);
        if (!File.Exists(file)) File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(32));
        return file;
    }

    private IDataProtectionProvider Ring(string? keyFile, bool production = false)
        => new ServiceCollection().AddLogging()
            .AddKeyRing(new Settings { Data = _folder, Database = "sqlite", PublicUrl = "http://localhost", Smtp = "folder", From = "dsr@localhost.example", KeyFile = keyFile, Production = production })
            .BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
}
