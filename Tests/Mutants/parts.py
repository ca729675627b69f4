"""Parts of archives in pieces that are deflated once: a mutant costs only the pieces it changes."""
import struct, zlib

END = b"\x03\x00"  # an empty last block of deflate


def deflated(text):
    """Deflated, ending on a byte and with an empty window behind, so that pieces can stand in a row."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH)


class Part:
    """One entry of an archive as a list of pieces (bytes)."""

    def __init__(self, name, pieces, stored=False):
        self.name, self.pieces, self.stored = name, list(pieces), stored
        self.packed = [piece if stored else deflated(piece) for piece in self.pieces]
        self.whole = None

    def with_(self, changed):
        """The entry with other pieces: (name, method, checksum, packed bytes, size)."""
        if not changed and self.whole:
            return self.whole
        pieces, packed = list(self.pieces), list(self.packed)
        for place, piece in changed.items():
            pieces[place] = piece
            packed[place] = piece if self.stored else deflated(piece)
        text = b"".join(pieces)
        data = b"".join(packed) + (b"" if self.stored else END)
        entry = (self.name, 0 if self.stored else 8, zlib.crc32(text), data, len(text))
        if not changed:
            self.whole = entry
        return entry


def archive(entries):
    """The bytes of a ZIP of these entries; the date is the first one a ZIP can say."""
    out, directory, offset = [], [], 0
    for name, method, checksum, data, size in entries:
        name = name.encode()
        common = struct.pack("<HHHHHIIIHH", 20, 0x800, method, 0, 33, checksum, len(data), size, len(name), 0)
        out += [b"PK\3\4", common, name, data]
        directory += [b"PK\1\2", struct.pack("<H", 20), common, struct.pack("<HHHII", 0, 0, 0, 0, offset), name]
        offset += 30 + len(name) + len(data)
    listing = b"".join(directory)
    many = len(entries)
    out += [listing, b"PK\5\6", struct.pack("<HHHHIIH", 0, 0, many, many, len(listing), offset, 0)]
    return b"".join(out)
