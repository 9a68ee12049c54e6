#!/usr/bin/env python3
"""Verifies exported logs of Sluis, written from docs/audit-log.md alone. Needs Python 3.8 and nothing else.

    python3 verify.py [--key FILE] [--seen FILE]... [--witness FILE]... DIR...

A line a folder; exit code 0 if each is OK, else 1. --key: the published key; --seen: a checkpoint seen elsewhere,
or a day of the folder checkpoints. --witness: the key of a witness that must have signed, too."""
import base64
import functools
import hashlib
import os
import re
import sys

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
    """Of the point p, for each of 64 hexadecimal digits of a scalar, the 16 points digit * 16^place * p. None of no point."""
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

# --- keys and checkpoints (C2SP signed-note, tlog-checkpoint) ---
NOTE = re.compile("([^\0-\x1f]*)\n(0|[1-9][0-9]{0,17})\n([^\0-\x1f]*)\n\n((?:\u2014 [^\0-\x1f]*\n)+)")

def unbase64(text):
    """The bytes, if this is their one base64 form; else nothing."""
    try:
        data = base64.b64decode(text, validate=True)
        return data if base64.b64encode(data).decode() == text else b""
    except ValueError:
        return b""

def text_of(data):
    try:
        return (data or b"").decode()
    except UnicodeDecodeError:
        return ""

def read_key(line, kind=b"\1"):
    """(name, id, public key) of a verifier key, or None. Of a witness the kind is 4."""
    match = re.fullmatch(r"([!-*,-~]+)\+([0-9a-f]{8})\+([^\n]{44})", line)
    data = unbase64(match[3]) if match else b""
    key_id = hashlib.sha256(match[1].encode() + b"\n" + data).hexdigest()[:8] if match else None
    return (match[1], bytes.fromhex(key_id), data[1:]) if data[:1] == kind and key_id == match[2] else None

def lines_of(text):
    """The lines of a file of keys; what is no such file gives a line that is no key."""
    return text[:-1].split("\n") if text.endswith("\n") else [""]

def read_note(note):
    """(origin, size, root, signature lines) of a checkpoint, whoever signed it, or None."""
    match = NOTE.fullmatch(note)
    root = unbase64(match[3]) if match else b""
    return (match[1], int(match[2]), root, match[4].split("\n")) if len(root) == 32 else None

def notes(data):
    """The checkpoints of a file: one note, or a JSON string a line, of which a torn last one does not count."""
    lines = data[:data.rfind(b"\n") + 1].split(b"\n")[:-1] if data.startswith(b'"') else []
    return [line[1:-1].replace(b"\\n", b"\n") if len(line) > 1 else line for line in lines] or [data]

def opened(note, keys):
    """(size, root) of a checkpoint that one of the keys signed, or None."""
    read = read_note(note)
    for name, key_id, public_key in keys if read else []:
        start = "\u2014 " + name + " "
        for line in (line for line in read[3] if name == read[0] and line.startswith(start)):
            data, message = unbase64(line[len(start):]), note[:note.index("\n\n") + 1].encode()
            if len(data) == 68 and data[:4] == key_id and signed(public_key, message, data[4:]):
                return read[1:3]
    return None

def cosigned(note, witness):
    """Whether a witness has cosigned the checkpoint (C2SP tlog-cosignature)."""
    name, key_id, public_key = witness
    start = "\u2014 " + name + " "
    for line in (line for line in read_note(note)[3] if line.startswith(start)):
        data, text = unbase64(line[len(start):]), note[:note.index("\n\n") + 1]
        message = "cosignature/v1\ntime %d\n%s" % (int.from_bytes(data[4:12], "big", signed=True), text)
        if len(data) == 76 and data[:4] == key_id and signed(public_key, message.encode(), data[12:]):
            return True
    return False

# --- tree and tiles (RFC 6962, C2SP tlog-tiles) ---
def root_of(hashes):
    while len(hashes) > 1:
        pairs = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(hashes[::2], hashes[1::2])]
        hashes = pairs + hashes[len(hashes) - len(hashes) % 2:]
    return hashes[0] if hashes else hashlib.sha256().digest()

def roots_at(sizes, leaves):
    """The root over the first so many leaves, by each of these sizes."""
    full, found = [], {0: root_of([])}
    for n, leaf in enumerate(leaves, 1) if sizes else ():
        full.append(leaf)
        for _ in range((n & -n).bit_length() - 1):
            full[-2:] = [hashlib.sha256(b"\1" + full[-2] + full[-1]).digest()]
        if n in sizes:
            found[n] = functools.reduce(lambda right, left: hashlib.sha256(b"\1" + left + right).digest(), full[::-1])
    return found

class Folder:
    """The files of an export. What cannot be read is not there."""
    def __init__(self, path):
        self.path = path

    def read(self, name, most=256 * 65537 + 1):
        try:
            with open(os.path.join(self.path, name), "rb") as file:
                return file.read(most)
        except OSError:
            return None

    def widest(self, name):
        try:
            there = os.listdir(os.path.join(self.path, name + ".p"))
        except OSError:
            there = []
        return max([int(w) for w in there if re.fullmatch("[1-9][0-9]{0,2}", w) and int(w) < 256], default=0)

    def count(self):
        return sum(len(files) for _, _, files in os.walk(os.path.join(self.path, "tile")))

def tiles(hashes):
    """Number and width of each tile over so many hashes."""
    return ((n, min(256, hashes - 256 * n)) for n in range((hashes + 255) // 256))

def find(files, level, n, width):
    """The bytes of a tile or bundle, and whether nothing may stand behind what is asked for."""
    full, n = "%03d" % (n % 1000), n // 1000
    while n:
        full, n = "x%03d/%s" % (n % 1000, full), n // 1000
    full = "tile/%s/%s" % (level, full)
    exact = files.read(full if width == 256 else "%s.p/%d" % (full, width))
    data = files.read(full) if exact is None else exact
    widest = files.widest(full) if data is None else 0
    return (files.read("%s.p/%d" % (full, widest)) if widest else data) or b"", exact is not None

def misfit(expected, data, exact, width):
    """The first slot of a tile that does not hold the hash expected there, or is too much; None if all is well."""
    for slot in range(width):
        if data[32 * slot:32 * slot + 32] != (expected[slot] if slot < len(expected) else None):
            return slot
    return width if exact and len(data) > 32 * width else None

def bundle(data, width):
    """The entries of a bundle as far as they are whole, their hashes, the root over these, and how many bytes they take."""
    entries, hashes, at = [], [], 0
    while len(hashes) < width and 2 <= len(data) - at >= 2 + int.from_bytes(data[at:at + 2], "big"):
        entries.append(data[at + 2:at + 2 + int.from_bytes(data[at:at + 2], "big")])
        hashes.append(hashlib.sha256(b"\0" + entries[-1]).digest())
        at += 2 + len(entries[-1])
    return entries, hashes, root_of(hashes), at

def hashes_of(data, width):
    return [data[32 * i:32 * i + 32] for i in range(width)] if len(data) >= 32 * width else [None]

# --- the verdict, by the rules of the page ---
def verify(files, key_file=None, seen=(), witnesses=()):
    """(the first bad index or -1, the line that says so)"""
    keys, note = text_of(files.read("key") if key_file is None else key_file), text_of(files.read("checkpoint"))
    keys = [read_key(line) for line in lines_of(keys)]
    witnesses = [read_key(line, b"\4") for file in witnesses for line in lines_of(text_of(file))]
    entries, leaves, roots, told = [], [], [], (read_note(note) or ("", "unreadable"))[1]

    def verdict(index, what):
        line = "audit: %d entries, root %s, checkpoint %s, " % (len(leaves), root_of(roots).hex(), told)
        return index, line + ("OK" if index < 0 else "FAILED from index %d on: %s" % (index, what))

    if None in keys + witnesses:
        return verdict(0, "the key is damaged")
    checkpoint, known = opened(note, keys), [opened(text_of(each), keys) for each in seen]
    if checkpoint is None:
        return verdict(0, "the checkpoint is not signed by a key of this log")
    if not all(cosigned(note, witness) for witness in witnesses):
        return verdict(0, "the checkpoint is not signed by a witness that it should have")
    if None in known:
        return verdict(0, "a checkpoint seen elsewhere is not signed by a key of this log")
    (size, root), bad, read, other_names = checkpoint, [], [], False
    for n, width in tiles(size):
        data, exact = find(files, "entries", n, width)
        these, hashes, top, at = bundle(data, width)
        tile = find(files, 0, n, width)
        slot, other_names = misfit(hashes, *tile, width), other_names or not exact
        slot = width if slot is None and exact and at < len(data) else slot
        bad += [] if slot is None else [256 * n + slot]
        read.append((top if len(hashes) == width else None, hashes_of(tile[0], width), slot))
        entries += these
        leaves += hashes
        roots += [top] if hashes else []
        if len(hashes) < width:
            break
    over = roots_at({k for k, _ in known}, leaves)
    unfit = [k for k, its in known if over.get(k) != its]
    sound = max([k for k, _ in known if not unfit or k < min(unfit)], default=0)

    if len(leaves) == size and root_of(roots) == root:
        level, above, demanded = 0, leaves, sum(1 for _ in tiles(size))
        while above:
            below, above = above, []
            for n, width in tiles(len(below)):
                tile = find(files, level, n, width)
                slot, other_names = misfit(below[256 * n:256 * n + width], *tile, width), other_names or not tile[1]
                bad += [] if slot is None else [(256 * n + slot) * 256**level]
                above += [root_of(below[256 * n:256 * n + width])] if width == 256 else []
                demanded += 1
            level += 1
        if bad:
            return verdict(min(bad), "every entry is as signed, but a file beside them is damaged")
    else:
        tops = []
        for n, width in tiles(size // 256):
            tops += hashes_of(find(files, 1, n, width)[0], width)
            if None in tops[-1:]:
                break
        if size % 256 and None not in tops:
            last = hashes_of(find(files, 0, size // 256, size % 256)[0], size % 256)
            tops.append(None if None in last else root_of(last))
        if None not in tops and root_of(tops) == root:
            n = next(n for n in range(len(read)) if read[n][0] != tops[n])
            whole = None not in read[n][1] and root_of(read[n][1]) == tops[n]
            return verdict(256 * n + (read[n][2] if whole else 0),
                           "an entry is missing, or not the one that was signed for")
        if len(leaves) < size:
            return verdict(sound if any(k <= len(leaves) for k in unfit) else min(bad),
                           "entries are missing, and nothing vouches for those before")
        return verdict(sound, "the entries are not those that were signed for")

    if any(k <= size for k in unfit):
        return verdict(sound, "the entries are not those that were signed for elsewhere")
    if unfit:
        return verdict(size, "entries that were signed for elsewhere are missing")
    copy, at = files.read("entries.ndjson", -1), 0
    for index in range(size if copy is not None else 0):
        line = b'{"index":%d,"leaf":"%s","event":%s}\n' % (index, leaves[index].hex().encode(), entries[index])
        if copy[at:at + len(line)] != line:
            return verdict(index, "the copy for reading differs")
        at += len(line)
    if len(copy or b"") > at:
        return verdict(size, "the copy for reading differs")
    return verdict(size if other_names or files.count() != demanded else -1, "there is more than the checkpoint covers")

if __name__ == "__main__":
    given, files, wrong = sys.argv[1:], {"--key": [None], "--seen": [], "--witness": []}, not sys.argv[1:]
    while given:
        argument = given.pop(0)
        if argument in files:
            with open(given.pop(0), "rb") as file:
                files[argument].extend(notes(file.read()) if argument == "--seen" else [file.read()])
        else:
            index, line = verify(Folder(argument), files["--key"][-1], files["--seen"], files["--witness"])
            print(line)
            wrong = wrong or index >= 0
    sys.exit(1 if wrong else 0)
