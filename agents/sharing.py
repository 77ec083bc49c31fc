"""What a text shares: links, names of files, and fenced code, found by their shape."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from octomem.agents.fences import find_fences

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "md": "text/markdown",
    "txt": "text/plain",
    "log": "text/plain",
    "rtf": "application/rtf",
    "tex": "text/x-tex",
    "epub": "application/epub+zip",
    "html": "text/html",
    "css": "text/css",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "yaml": "application/yaml",
    "yml": "application/yaml",
    "toml": "application/toml",
    "ini": "text/plain",
    "xml": "application/xml",
    "sql": "application/sql",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "db": "application/octet-stream",
    "ipynb": "application/x-ipynb+json",
    "py": "text/x-python",
    "js": "text/javascript",
    "jsx": "text/javascript",
    "ts": "text/typescript",
    "tsx": "text/typescript",
    "go": "text/x-go",
    "rs": "text/x-rust",
    "rb": "text/x-ruby",
    "java": "text/x-java",
    "kt": "text/x-kotlin",
    "swift": "text/x-swift",
    "c": "text/x-c",
    "h": "text/x-c",
    "cpp": "text/x-c++",
    "cs": "text/x-csharp",
    "php": "text/x-php",
    "sh": "text/x-shellscript",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "heic": "image/heic",
    "psd": "image/vnd.adobe.photoshop",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "mkv": "video/x-matroska",
    "zip": "application/zip",
    "gz": "application/gzip",
    "tar": "application/x-tar",
    "ics": "text/calendar",
}
"""Media type by file extension."""

_LANGUAGES = {
    "python": "py",
    "py": "py",
    "python3": "py",
    "javascript": "js",
    "js": "js",
    "node": "js",
    "typescript": "ts",
    "ts": "ts",
    "tsx": "tsx",
    "jsx": "jsx",
    "bash": "sh",
    "sh": "sh",
    "shell": "sh",
    "zsh": "sh",
    "console": "sh",
    "rust": "rs",
    "ruby": "rb",
    "golang": "go",
    "c++": "cpp",
    "csharp": "cs",
    "c#": "cs",
    "kotlin": "kt",
    "markdown": "md",
    "text": "txt",
    "": "txt",
}
_DEFINES = re.compile(
    r"^[ \t]*(?:export\s+|public\s+|async\s+|default\s+|pub\s+|static\s+)*"
    r"(?:def|class|function|func|fn|interface|struct|trait|create\s+table(?:\s+if\s+not\s+exists)?)"
    r"\s+(?P<name>[A-Za-z_][\w.]*)",
    re.MULTILINE | re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"!?\[(?P<title>[^\[\]\n]{0,200})\]\((?P<uri>[^()\s]{1,500}(?:\([^()\s]{0,80}\)[^()\s]{0,200})?)(?:\s+\"[^\"\n]{0,100}\")?\)"
)
_URL = re.compile(r"(?:\b(?:https?|ftp)://|\bwww\.)[^\s<>\"'`⟦⟧{}|\\^]{2,2000}", re.IGNORECASE)
_FILE = re.compile(
    r"(?<![\w@/.:~\\-])(?P<path>(?:~?/|\.{1,2}/|[A-Za-z]:\\|[\w.-]{1,60}[/\\])?"
    r"(?:[\w.@+-]{1,60}[/\\]){0,10}[\w@+-][\w.@+-]{0,100}?"
    r"\.(?P<extension>" + "|".join(sorted(MEDIA_TYPES, key=len, reverse=True)) + r"))"
    r"(?![\w/@-]|\.\w)",
    re.IGNORECASE,
)
_BARE_FILES = re.compile(
    r"(?<![\w./-])(?P<path>Makefile|Dockerfile|README|LICENSE|CHANGELOG)(?![\w.-])"
)
_NOT_FILES = re.compile(
    r"(?:node|next|vue|nuxt|react|three|d3|express|angular|ember|backbone|chart|p5|socket|alpine"
    r"|ag|asp|vb|discord|moment|deno|bun|solid|react-native|tensorflow|brain)\.(?:js|ts|go|cs)"
    r"|[a-z]\.[a-z]",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    r"utm_\w+|gclid|fbclid|dclid|msclkid|mc_[ce]id|igshid|igsh|si|ref_src|ref_url|_hs\w+|spm|yclid"
    r"|vero_id|mkt_tok|s_cid|trk|feature|__s"
)
_TRAILING = ".,;:!?'\"*_~>"
_PORTS = {"http": 80, "https": 443, "ftp": 21}


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that a text shares, and where."""

    type: str
    """`link`, `file`, `image` or `code`."""
    title: str
    uri: str | None
    media_type: str | None
    start: int
    end: int
    checksum: str | None = None
    content: str = ""
    """Of code: the code itself."""


def find_shared(text: str) -> list[Shared]:
    """Find what a text shares, in order, without overlaps."""
    taken = bytearray(len(text))
    found: list[Shared] = []
    for item in (*_code(text), *_markdown_links(text), *_links(text), *_files(text)):
        if not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            found.append(item)
    return sorted(found, key=lambda item: item.start)


def normal_uri(uri: str) -> str:
    """Return what two spellings of one address have in common.

    Scheme and host in lower case, without fragment, default port, tracking parameters and
    closing slash. What is no address is returned as it is.
    """
    try:
        parts = urlsplit(f"http://{uri}" if uri.lower().startswith("www.") else uri)
        host, port = parts.hostname, parts.port
    except ValueError:
        return uri
    if not parts.scheme or not host:
        return uri
    query = urlencode(
        [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0])]
    )
    return _joined(parts, host, port, query)


def media_type(name: str) -> str | None:
    """Return the media type that a file name's extension tells, or None."""
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower())


def _joined(parts: SplitResult, host: str, port: int | None, query: str) -> str:
    scheme = parts.scheme.lower()
    tail = f":{port}" if port and port != _PORTS.get(scheme) else ""
    path = parts.path.rstrip("/")
    return f"{scheme}://{host}{tail}{path}" + (f"?{query}" if query else "")


def _tracks(name: str) -> bool:
    return _TRACKING.fullmatch(name) is not None


def _code(text: str) -> Iterator[Shared]:
    for fence in find_fences(text):
        code, language = fence.code.strip("\n"), fence.language
        if not code.strip():
            continue
        kind = MEDIA_TYPES.get(_LANGUAGES.get(language, language), f"text/x-{language}")
        defined = _DEFINES.search(code)
        first = next(line.strip() for line in code.splitlines() if line.strip())
        yield Shared(
            type="code",
            title=defined["name"] if defined else first[:80],
            uri=None,
            media_type=kind,
            start=fence.start,
            end=fence.end,
            checksum=hashlib.sha256(code.encode()).hexdigest(),
            content=code,
        )


def _markdown_links(text: str) -> Iterator[Shared]:
    for match in _MARKDOWN.finditer(text):
        uri = match["uri"]
        if not (_URL.match(uri) or _FILE.fullmatch(uri)):
            continue
        kind = "image" if match.group().startswith("!") else _type_of(uri)
        title = match["title"].strip() or _title(uri)
        yield Shared(kind, title, uri, media_type(_path(uri)), match.start(), match.end())


def _links(text: str) -> Iterator[Shared]:
    for match in _URL.finditer(text):
        uri = _trimmed(match.group())
        end = match.start() + len(uri)
        if len(uri) < 8 or ("." not in uri and "localhost" not in uri):
            continue
        yield Shared(_type_of(uri), _title(uri), uri, media_type(_path(uri)), match.start(), end)


def _files(text: str) -> Iterator[Shared]:
    for match in (*_FILE.finditer(text), *_BARE_FILES.finditer(text)):
        path = match["path"]
        name = re.split(r"[/\\]", path)[-1]
        if _NOT_FILES.fullmatch(name):
            continue
        kind = media_type(name)
        type_ = "image" if (kind or "").startswith("image/") else "file"
        yield Shared(type_, name, path, kind, match.start("path"), match.end("path"))


def _trimmed(uri: str) -> str:
    """Cut off the sentence's punctuation, and a closing bracket that was opened outside."""
    while uri:
        last = uri[-1]
        if last in _TRAILING or (
            last in ")]" and uri.count(last) > uri.count("(" if last == ")" else "[")
        ):
            uri = uri[:-1]
        else:
            break
    return uri


def _type_of(uri: str) -> str:
    kind = media_type(_path(uri)) or ""
    if kind.startswith("image/"):
        return "image"
    return "link" if _URL.match(uri) else "file"


def _path(uri: str) -> str:
    return re.split(r"[?#]", re.sub(r"^\w+://[^/]*", "", uri))[0]


def _title(uri: str) -> str:
    """Name a link by its last path segment in words, else by its host."""
    try:
        parts = urlsplit(uri if "://" in uri else f"http://{uri}")
        host = (parts.hostname or uri).removeprefix("www.")
    except ValueError:
        return uri
    segments = [unquote(part) for part in parts.path.split("/") if part]
    last = segments[-1] if segments else ""
    if media_type(last):
        return last
    words = re.sub(r"[-_+]+", " ", re.sub(r"\.\w{2,5}$", "", last)).strip()
    if len(words) < 4 or not re.search(r"[^\W\d]{3}", words) or quote(words) == words.upper():
        return host
    return words
