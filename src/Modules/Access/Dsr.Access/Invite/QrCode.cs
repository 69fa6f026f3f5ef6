using System.Globalization;
using System.Text;
using QRCoder;

namespace Dsr.Access;

/// <summary>A QR code as the path of an SVG, one unit a module, with its quiet zone.</summary>
internal sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var row = 0; row < data.ModuleMatrix.Count; row++)
            for (var column = 0; column < data.ModuleMatrix[row].Length; column++)
                if (data.ModuleMatrix[row][column]) path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
        return new QrCode(data.ModuleMatrix.Count, path.ToString());
    }
}
