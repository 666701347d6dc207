"""Makers for what machines write: links, hosts, files, codes, tokens, versions."""

import base64
import re

from generator.seed.cast import ascii_word
from generator.seed.making import Maker, Making
from generator.seed.words import family
from generator.seed.words.makings import COLOUR_NAMES, COLOURS, MIME_TYPES, PASS_WORDS, SETTINGS

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def url(making: Making) -> str:
    """A link into a domain that cannot exist; `form` is page, image or hook."""
    form = making.text("form", "page")
    if form == "hook":
        return f"https://hooks.{_host(making)}/{making.entity.replace('_', '-')}/{_hex(making, 8)}"
    source = making.sibling("of")
    words = ascii_word(re.sub(r"[\s_]+", "-", source)).strip("-.") if isinstance(source, str) else ""
    words = words or _hex(making, 8)
    if form == "image":
        return f"https://images.{_host(making)}/{words}.jpg"
    return f"https://www.{_host(making)}/{making.environment.entities[making.entity].plural.replace('_', '-')}/{words}"


def _host(making: Making) -> str:
    return f"{making.environment.name.replace('_', '-')}.example"


def hostname(making: Making) -> str:
    """A host of a domain kept for examples."""
    item, lap = making.draw(family("server").titles, "host")
    return f"{item.replace('_', '-')}{lap + 1 if lap else ''}.{_host(making)}"


def domain(making: Making) -> str:
    """A domain of a firm that does not exist."""
    item, lap = making.draw(family("company").titles, f"{making.name} domain")
    words = re.sub(r"[^a-z0-9]+", "-", ascii_word(item.replace(" ", "-"))).strip("-")
    return f"{words}{lap + 1 if lap else ''}.example"


def certificate(making: Making) -> str:
    """The form of a PEM certificate or public key, with nothing in it."""
    kind = "PUBLIC KEY" if "public" in making.name.split("_") else "CERTIFICATE"
    body = base64.b64encode(bytes(making.random.randrange(256) for _ in range(48))).decode()
    return f"-----BEGIN {kind}-----\n{body}\n-----END {kind}-----"


def encoded(making: Making) -> str:
    """Bytes as Base64."""
    return base64.b64encode(bytes(making.random.randrange(256) for _ in range(24))).decode()


def jwt(making: Making) -> str:
    """The form of a signed token, worth nothing."""
    parts = (bytes(making.random.randrange(256) for _ in range(length)) for length in (24, 36, 24))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def ip(making: Making) -> str:
    """An address of the networks kept for documentation (RFC 5737)."""
    net = making.random.choice(("192.0.2", "198.51.100", "203.0.113"))
    if making.text("form") == "network":
        return f"{net}.{making.random.randrange(0, 256, 16)}/28"
    return f"{net}.{(making.index * 7 + making.attempt * 3 + making.random.randint(1, 6)) % 253 + 1}"


def mac(making: Making) -> str:
    """A locally administered hardware address."""
    return "02:" + ":".join(f"{making.random.randrange(256):02x}" for _ in range(5))


def file_name(making: Making) -> str:
    """A file name with an extension."""
    item, lap = making.draw(family("file").titles, "file")
    stem, _, extension = item.rpartition(".")
    return f"{stem} ({lap + 1}).{extension}" if lap else item


def mime_type(making: Making) -> str:
    """The type that the file's name implies, or a common one."""
    source = making.sibling("of")
    extension = source.rpartition(".")[2].lower() if isinstance(source, str) else ""
    return MIME_TYPES.get(extension) or making.random.choice(sorted(MIME_TYPES.values()))


def file_extension(making: Making) -> str:
    """The extension of the file's name, or a common one."""
    source = making.sibling("of")
    extension = source.rpartition(".")[2].lower() if isinstance(source, str) else ""
    return extension if extension in MIME_TYPES else making.random.choice(sorted(MIME_TYPES))


def path(making: Making) -> str:
    """An absolute path of a folder and a file name."""
    folder, _ = making.draw(family("folder").titles, "path folder")
    return f"/{folder}/{file_name(making)}".replace(" ", "_")


def color(making: Making) -> str:
    """A colour: hexadecimal, or a word where the column is short."""
    short = making.column is not None and (getattr(making.column, "max_length", None) or 99) < 7
    return making.draw(COLOUR_NAMES if short else COLOURS)[0]


def version(making: Making) -> str:
    """Three numbers, falling from row to row, as release lists show them."""
    place = making.count - making.index + making.attempt * making.count
    return f"{1 + place // 12}.{place // 3 % 4}.{place % 3}"


def secret(making: Making) -> str:
    """Well-formed and worthless."""
    return f"{making.entity[:3]}_{_hex(making, 32)}"


def password(making: Making) -> str:
    """Two words and a number: what a person could have chosen."""
    first, second = making.random.sample(PASS_WORDS, 2)
    return f"{first}-{second}-{making.random.randint(10, 99)}"


def hexadecimal(making: Making) -> str:
    """So many hexadecimal digits; `form` uuid groups them."""
    found = _hex(making, int(making.number("length", 16)))
    if making.text("form") == "0x":
        return f"0x{found}"
    if making.text("form") != "uuid":
        return found
    return "-".join((found[:8], found[8:12], "4" + found[13:16], "a" + found[17:20], found[20:32]))


def _hex(making: Making, length: int) -> str:
    return "".join(making.random.choice("0123456789abcdef") for _ in range(length))


def digits(making: Making) -> str:
    """So many digits, the first not zero."""
    length = int(making.number("length", 8))
    return making.random.choice("123456789") + "".join(making.random.choice("0123456789") for _ in range(length - 1))


def iban(making: Making) -> str:
    """An account number with a check that holds (ISO 13616), at a German bank whose code nobody has."""
    account = f"{0:08d}{making.random.randrange(10**10):010d}"
    check = 98 - int(f"{account}131400") % 97  # "DE00" as figures
    whole = f"DE{check:02d}{account}"
    return " ".join(whole[start : start + 4] for start in range(0, len(whole), 4))


def setting_of(making: Making) -> str:
    """What the variable that the sibling `of` names is set to; "true" for one that is not known."""
    name = str(making.sibling("of") or "")
    return next((value for known, value in SETTINGS.items() if name.startswith(known)), "true")


def code(making: Making) -> str:
    """A code in a form: `A` is a letter, `0` a digit, the rest stands for itself; `start` stands before it as it is."""
    picks = {"A": _LETTERS, "0": "0123456789"}
    form = making.text("form", "AAA00")
    made = (making.random.choice(picks[char]) if char in picks else char for char in form)
    return making.text("start") + "".join(made)


MAKERS: dict[str, Maker] = {
    "url": url,
    "hostname": hostname,
    "iban": iban,
    "setting_of": setting_of,
    "domain": domain,
    "certificate": certificate,
    "base64": encoded,
    "jwt": jwt,
    "ip": ip,
    "mac": mac,
    "file_name": file_name,
    "mime_type": mime_type,
    "file_extension": file_extension,
    "path": path,
    "color": color,
    "version": version,
    "secret": secret,
    "password": password,
    "hex": hexadecimal,
    "digits": digits,
    "code": code,
}
