"""Bytes to text: what the file says of its encoding first, then what its bytes look like."""

import codecs
import re

from index.errors import ArticleError

BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (  # files that often bear a wrong extension, by their first bytes
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
NEIGHBOURS = {  # single-byte encodings that share most of cp1252, and the languages that need them
    "cp1250": {"Polish", "Czech", "Slovak", "Hungarian", "Croatian", "Slovene", "Romanian"},
    "cp1254": {"Turkish"},
    "cp1257": {"Lithuanian", "Latvian", "Estonian"},
}
OTHERS = (  # encodings of other scripts; the earlier one wins where nothing tells two apart
    *("cp1251", "koi8_r", "gb18030", "cp932", "euc_jis_2004", "cp949", "big5"),
    *("cp1253", "iso8859_7", "cp1255", "cp1256", "iso8859_6", "cp874"),
)
LABELS = {  # a page that declares the first means the second, as browsers read it
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
DECLARABLE = re.compile(r"iso8859-\d+|cp\d+|koi8-\w|gb18030|big5\w*|euc_\w+|mac-\w+|utf-8")
META_CHARSET = re.compile(
    rb"""<meta\b[^<>]{0,400}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE
)
XML_ENCODING = re.compile(rb"""^\s{0,99}<\?xml\b[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""")
HIGH = bytes(range(0x80, 0x100))
ODD = "".join(map(chr, [*range(9), *range(14, 32), *range(127, 133), *range(134, 160), 0xFFFD, 0xFFFF]))
SAMPLE = 65_536  # bytes shown to the detector


def decode(data: bytes, *, html: bool = False) -> str:
    r"""The text of `data`: by byte order mark, strict UTF-8, a page's own charset, else detection.

    Its lines end in "\n", whatever ended them in the file; stray bytes that fit no encoding become U+FFFD.
    Raises ArticleError where `data` is not text.
    """
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise ArticleError(f"is {what}, not text; save it as text, Markdown or HTML")
    text = _said_or_strict(data, html)
    if text is None:
        text = _detected(data)
    if _odd(text) > len(text) // 20 + 2:
        raise ArticleError("is not text: it holds too many bytes that no text has")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _said_or_strict(data: bytes, html: bool) -> str | None:
    for reading in (_marked, _wide, _utf8, *([_declared] if html else [])):
        text = reading(data)
        if text is not None:
            return text
    return None


def _marked(data: bytes) -> str | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    return None


def _odd(text: str) -> int:
    """How many characters stand in `text` that no text is full of: controls and broken ones."""
    return sum(map(text.count, ODD))


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: their blanks and line ends show as NULs in regular places."""
    sample = data[:SAMPLE]
    if sample.count(0) < 2 or _odd(sample.decode("utf-8", errors="replace")) * 5 < len(sample):
        return None  # a few stray NULs do not make it wide
    best, most = None, 0
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        plain = sum(map(text.count, " \n\r\t.,"))
        if _odd(text) * 50 <= len(text) and plain > most:
            best, most = encoding, plain
    return data.decode(best, errors="replace") if best else None


def _utf8(data: bytes) -> str | None:
    """Strict UTF-8; also where a rare broken sequence stands among many whole ones."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_short = error.end == len(data) and error.reason == "unexpected end of data"
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = len(data) - len(data.translate(None, HIGH)) - broken
    return text if whole > 20 * broken or (cut_short and whole > 2) else None


def _declared(data: bytes) -> str | None:
    head = data[:4096]
    found = META_CHARSET.search(head) or XML_ENCODING.search(head)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    name = LABELS.get(name, name)
    if name == "utf-8" or DECLARABLE.fullmatch(name) is None:  # UTF-8 was tried; codecs are no charsets
        return None
    text = data.decode(name, errors="replace")
    return text if text.count("\ufffd") <= len(text) // 200 else None


def _detected(data: bytes) -> str:
    """Another script where bytes from 0x80 on stand in rows, as its words do; else of the cp1252 kind."""
    sample = _sample(data)
    rows = re.findall(rb"[\x80-\xff]{3,}", sample)
    high = len(sample) - len(sample.translate(None, HIGH))
    encoding = _other_script(sample) if sum(map(len, rows)) > 0.3 * high else None
    return data.decode(encoding or _western(sample), errors="replace")


def _sample(data: bytes) -> bytes:
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - 2_000) if first else 0
    start = data.rfind(b"\n", 0, start) + 1 if start else 0
    start = start if first is None or first.start() - start < SAMPLE // 2 else max(0, first.start() - 2_000)
    sample = data[start : start + SAMPLE]
    end = max(sample.rfind(b"\n"), sample.rfind(b" ")) if len(sample) == SAMPLE else -1
    return sample[:end] if end > SAMPLE // 2 else sample


def _other_script(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = [
        match for match in from_bytes(sample, cp_isolation=list(OTHERS)) if match.language != "Unknown"
    ]
    if not matches:
        return None
    least = min(match.chaos for match in matches)
    likely = [match for match in matches if match.chaos <= least + 0.02]
    return min(likely, key=lambda match: (-match.coherence, OTHERS.index(match.encoding))).encoding


def _western(sample: bytes) -> str:
    """cp1252, unless a language is recognised whose letters it lacks."""
    from charset_normalizer import from_bytes

    eastern = set().union(*NEIGHBOURS.values())
    usual = sample.decode("cp1252", errors="replace")
    matches = from_bytes(sample, cp_isolation=["cp1252", *NEIGHBOURS])
    best = "cp1252"
    own = (match for match in matches if match.encoding == best and match.language not in eastern)
    most = max([0.5, *(match.coherence for match in own)])
    for match in matches:
        if match.coherence <= most or match.language not in NEIGHBOURS.get(match.encoding, ()):
            continue
        other = sample.decode(match.encoding, errors="replace")
        if sum(a != b for a, b in zip(usual, other, strict=True) if b.isalpha()) >= 4:
            best, most = match.encoding, match.coherence
    if best == "cp1250" and not re.search(rb"[\x80-\x9f]", sample):
        return "iso8859_2"  # the same languages without letters and quotes in that range
    return best
