#!/usr/bin/env python3
"""Verifies exported logs of Sluis, written from docs/audit-log.md alone. Needs Python 3.8 and nothing else.

    python3 verify.py [--key FILE] [--seen FILE]... [--witness FILE]... DIR...

A line a folder. Exit code 0 if each is OK, else 1. --key: the published key; --seen: a checkpoint seen elsewhere,
or a day of the folder checkpoints. --witness: the key of a witness that must have signed, too."""
import argparse, base64, functools, hashlib, pathlib, re, sys

# --- Ed25519 (RFC 8032), verification only: nothing here is secret ---
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT_OF_MINUS_ONE = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)

def point(data):
    """The point that 32 bytes stand for, as (X, Y, Z, T), or None."""
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT_OF_MINUS_ONE % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P

def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

@functools.lru_cache(maxsize=None)
def multiples(data):
    """Of the point p, for each of the 64 hexadecimal digits of a scalar, digit * 16^place * p. None of no point."""
    p, rows = point(data), []
    while p and len(rows) < 64:
        rows.append([(0, 1, 1, 0)])
        for _ in range(15):
            rows[-1].append(add(rows[-1][-1], p))
        p = add(rows[-1][-1], p)
    return rows or None

MINUS_BASE = (4 * pow(5, P - 2, P) % P | 1 << 255).to_bytes(32, "little")

@functools.lru_cache(maxsize=None)
def signed(public_key, message, signature):
    s, key = int.from_bytes(signature[32:], "little"), multiples(public_key)
    if key is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % ORDER
    minus_r = (0, 1, 1, 0)
    for scalar, rows in ((k, key), (s, multiples(MINUS_BASE))):
        for place, row in enumerate(rows):
            minus_r = add(minus_r, row[scalar >> 4 * place & 15])
    inverse = pow(minus_r[2], P - 2, P)
    x, y = -minus_r[0] * inverse % P, minus_r[1] * inverse % P
    return signature[:32] == (y | (x & 1) << 255).to_bytes(32, "little")

# --- keys and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature) ---
NOTE = re.compile("([^\0-\x1f]*)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n\n((?:\u2014 [^\0-\x1f]*\n)+)")

def unbase64(text):
    """The bytes that this stands for, if it is their one base64 form; else nothing."""
    data = base64.b64decode(text)
    return data if base64.b64encode(data).decode() == text else b""

def text_of(data):
    text = (data or b"").decode(errors="ignore")
    return text if text.encode() == data else ""

def read_keys(data, kind):
    """(name, id, public key) of each line of a file of verifier keys, None if it is none; kind 4 is a witness."""
    text, keys = text_of(data), []
    for line in text[:-1].split("\n") if text.endswith("\n") else [""]:
        match = re.fullmatch(r"([!-*,-~]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})", line)
        key = unbase64(match[3]) if match else b""
        key_id = hashlib.sha256(match[1].encode() + b"\n" + key).digest()[:4] if match else b""
        keys.append((match[1], key_id, key[1:]) if key[:1] == kind and key_id.hex() == match[2] else None)
    return keys

def read_note(note):
    """(origin, size, root) of a checkpoint, whoever signed it, or None."""
    match = NOTE.fullmatch(note)
    root = unbase64(match[3]) if match else b""
    return (match[1], int(match[2]), root) if len(root) == 32 else None

def notes(data):
    """The checkpoints of a file: one note, or a JSON string a line, of which a torn last one does not count."""
    lines = data[:data.rfind(b"\n") + 1].split(b"\n")[:-1] if data.startswith(b'"') else []
    return [line[1:-1].replace(b"\\n", b"\n") if len(line) > 1 else line for line in lines] or [data]

def has_line(note, name, key_id, public_key, witness=False):
    """Whether one of the lines under a checkpoint is this key's: the log's, or the cosignature of a witness."""
    text, lines = note.split("\n\n", 1)
    form = "[A-Za-z0-9+/]{102}==" if witness else "[A-Za-z0-9+/]{91}="
    for data in map(unbase64, re.findall("(?m)^\u2014 %s (%s)$" % (re.escape(name), form), lines)):
        head = "cosignature/v1\ntime %d\n" % int.from_bytes(data[4:12], "big", signed=True) if witness else ""
        if data[:4] == key_id and signed(public_key, (head + text + "\n").encode(), data[-64:]):
            return True
    return False

def opened(note, keys):
    """(size, root) of a checkpoint that one of the keys of its log signed, or None."""
    read = read_note(note)
    return read[1:] if read and any(key[0] == read[0] and has_line(note, *key) for key in keys) else None

# --- tree and tiles (RFC 6962, C2SP tlog-tiles) ---
def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()

def levels_of(leaves):
    """The hashes of all full subtrees: the leaves, pairs of them, pairs of pairs and so on. Each eighth is in tiles."""
    levels = [leaves]
    while len(levels[-1]) > 1:
        levels.append([node(*pair) for pair in zip(levels[-1][::2], levels[-1][1::2])])
    return levels

def root_at(levels, size):
    """The root over the first so many leaves."""
    parts = [hashes[(size >> level) - 1] for level, hashes in enumerate(levels) if size >> level & 1]
    return functools.reduce(lambda right, left: node(left, right), parts) if parts else hashlib.sha256().digest()

def root_of(hashes):
    return root_at(levels_of(hashes), len(hashes))

class Folder:
    """The files of an export, and the names of those under tile. What cannot be read is not there."""
    def __init__(self, path):
        self.path = pathlib.Path(path)

    def read(self, name):
        try:
            with open(self.path / name, "rb") as file:
                return file.read(256 * 65537 + 1)
        except OSError:
            return None

    def tiles(self):
        return {file.relative_to(self.path).as_posix() for file in self.path.glob("tile/**/*") if not file.is_dir()}

def name_of(level, n, width):
    name, n = "%03d" % (n % 1000), n // 1000
    while n:
        name, n = "x%03d/%s" % (n % 1000, name), n // 1000
    return "tile/%s/%s" % (level, name) + (".p/%d" % width if width < 256 else "")

def tiles(hashes):
    """Number and width of each tile over so many hashes."""
    return ((n, min(256, hashes - 256 * n)) for n in range((hashes + 255) // 256))

def find(files, level, n, width):
    """The bytes of a tile or bundle, or else of the full or widest one; and whether nothing may stand behind them."""
    for other in (width, *range(256, 0, -1)):
        if (data := files.read(name_of(level, n, other))) is not None:
            return data, other == width
    return b"", False

def hashes_of(files, level, n, width):
    """The hashes in a tile; [None], the root of which is None, where some are not there."""
    data, _ = find(files, level, n, width)
    return [data[at:at + 32] for at in range(0, 32 * width, 32)] if len(data) >= 32 * width else [None]

def misfits(hashes, data, exact):
    """The slots of a tile that do not hold the hash they should, and the one behind the last if there is too much."""
    wrong = [slot for slot, each in enumerate(hashes) if data[32 * slot:32 * slot + 32] != each]
    return wrong + ([len(hashes)] if exact and len(data) > 32 * len(hashes) else [])

def leaves_of(data, width):
    """The hashes of the entries of a bundle, as far as they are whole, and where these end."""
    hashes, at = [], 0
    while len(hashes) < width and 2 <= len(data) - at >= 2 + int.from_bytes(data[at:at + 2], "big"):
        start, at = at + 2, at + 2 + int.from_bytes(data[at:at + 2], "big")
        hashes.append(hashlib.sha256(b"\0" + data[start:at]).digest())
    return hashes, at

# --- the verdict, by the rules of the page ---
def verify(files, key_file=None, seen=(), witnesses=()):
    """(the first bad index or -1, the line that says so)"""
    note, leaves, levels, slots = text_of(files.read("checkpoint")), [], [[]], []
    told = (read_note(note) or ("", "unreadable"))[1]
    def verdict(index, what):
        line = "audit: %d entries, root %s, checkpoint %s, " % (len(leaves), root_at(levels, len(leaves)).hex(), told)
        return index, line + ("OK" if index < 0 else "FAILED from index %d on: %s" % (index, what))

    keys = read_keys(files.read("key") if key_file is None else key_file, b"\1")
    cosigners = [key for file in witnesses for key in read_keys(file, b"\4")]
    if None in keys + cosigners:
        return verdict(0, "the key is damaged")
    checkpoint, known = opened(note, keys), [opened(text_of(each), keys) for file in seen for each in notes(file)]
    if checkpoint is None:
        return verdict(0, "the checkpoint is not signed by a key of this log")
    if not all(has_line(note, *key, witness=True) for key in cosigners):
        return verdict(0, "the checkpoint is not signed by a witness that it should have")
    if None in known:
        return verdict(0, "a checkpoint seen elsewhere is not signed by a key of this log")
    size, root = checkpoint
    for n, width in tiles(size):
        data, exact = find(files, "entries", n, width)
        hashes, end = leaves_of(data, width)
        slots.append(misfits(hashes, *find(files, 0, n, width)))
        if len(hashes) < width or exact and end < len(data):
            slots[n].append(len(hashes))
        leaves += hashes
        if len(hashes) < width:
            break
    levels, bad = levels_of(leaves), [256 * n + slot for n, wrong in enumerate(slots) for slot in wrong]
    unfit = [k for k, its in known if k > len(leaves) or root_at(levels, k) != its]
    sound = max([k for k, _ in known if not unfit or k < min(unfit)], default=0)
    if len(leaves) < size or root_at(levels, size) != root:
        given = []
        for n, width in tiles(size // 256):
            given += hashes_of(files, 1, n, width)
            if None in given[-1:]:
                break
        if size % 256:
            given.append(root_of(hashes_of(files, 0, size // 256, size % 256)))
        if None not in given and root_of(given) == root:
            n = next(n for n, top in enumerate(given) if root_of(leaves[256 * n:256 * n + 256]) != top)
            tile = hashes_of(files, 0, n, min(256, size - 256 * n))
            at = min(slots[n]) if root_of(tile) == given[n] else 0
            return verdict(256 * n + at, "an entry is missing, or not the one that was signed for")
        if len(leaves) < size:
            at = sound if any(k <= len(leaves) for k in unfit) else min(bad)
            return verdict(at, "entries are missing, and nothing vouches for those before")
        return verdict(sound, "the entries are not those that were signed for")
    demanded = {name_of("entries", n, width) for n, width in tiles(size)}
    for level, hashes in enumerate(levels[::8]):
        for n, width in tiles(len(hashes)):
            wrong = misfits(hashes[256 * n:256 * n + width], *find(files, level, n, width))
            bad += [(256 * n + slot) * 256**level for slot in wrong]
            demanded.add(name_of(level, n, width))
    if bad:
        return verdict(min(bad), "every entry is as signed, but a file beside them is damaged")
    if any(k <= size for k in unfit):
        return verdict(sound, "the entries are not those that were signed for elsewhere")
    if unfit:
        return verdict(size, "entries that were signed for elsewhere are missing")
    return verdict(-1 if files.tiles() == demanded else size, "there is more than the checkpoint covers")

if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--key", "--seen", "--witness"):
        words.add_argument(option, metavar="FILE", action="append", default=[], type=argparse.FileType("rb"))
    words.add_argument("logs", metavar="DIR", nargs="+")
    given = words.parse_args()
    key, seen, witness = ([file.read() for file in files] for files in (given.key, given.seen, given.witness))
    verdicts = [verify(Folder(log), key[-1] if key else None, seen, witness) for log in given.logs]
    print(*(line for _, line in verdicts), sep="\n")
    sys.exit(0 if all(index < 0 for index, _ in verdicts) else 1)
