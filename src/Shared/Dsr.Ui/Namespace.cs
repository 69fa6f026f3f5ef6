namespace Dsr.Ui;

// the modules' global usings need the namespace to exist before its first piece lands; goes with that piece
internal static class Namespace;
