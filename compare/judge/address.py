"""Where a second reader may stand: on this machine or in the own network, unless somebody says anywhere."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from compare.errors import InputError
from compare.model import Record

_PORTS = {"http": 80, "https": 443}
_CHAT, _VERSION = "/chat/completions", "/v1"
_OWN = tuple(
    map(
        ipaddress.ip_network,
        ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"),
    )
)
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ChatAddress(Record, frozen=True):
    """Where questions go: the name was looked up once, and what it stood for then is what is spoken to.

    Attributes:
        url: With the address in the place of the name.
        host: Name and port as they were given.
        name: The name alone, which a certificate must bear.
        outside: It lies neither on this machine nor in the own network.
    """

    url: str
    host: str
    name: str
    outside: bool


def chat_address(url: str, *, anywhere: bool = False) -> ChatAddress:
    """Return where to send questions to a server with the usual chat interface.

    Args:
        url: Of the server: ``http://127.0.0.1:11434``, ``https://llm.example.local/v1``.
        anywhere: It may lie outside of the own network.

    Raises:
        InputError: It is no such address, its name is not known, or it lies outside and may not.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise InputError(f"--judge 的网址 {url!r} 写错了：{error}") from None
    if parts.scheme not in _PORTS or not parts.hostname:
        raise InputError(f"--judge 的网址 {url!r} 不对，应像 http://127.0.0.1:11434/v1。")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise InputError("--judge 的网址里不能带用户名、口令、? 或 #；口令放在环境变量 PLANALIGN_JUDGE_KEY 里。")
    found = _addresses(parts.hostname, port)
    outside = not all(map(_is_own, found))
    if outside and not anywhere:
        raise InputError(
            f"{parts.hostname} 不在本机，也不在内网，规划的文字不会送过去。"
            "确要送到外面，请加 --judge-anywhere，报告首页会写明。"
        )
    host = parts.hostname if parts.port is None else f"{parts.hostname}:{port}"
    at = f"[{found[0]}]" if found[0].version == 6 else str(found[0])
    return ChatAddress(f"{parts.scheme}://{at}:{port}{_path(parts.path)}", host, parts.hostname, outside)


def _path(path: str) -> str:
    bare = path.rstrip("/")
    return bare if bare.endswith(_CHAT) else (bare or _VERSION) + _CHAT


def _addresses(name: str, port: int) -> list[_Address]:
    try:
        return [ipaddress.ip_address(name)]
    except ValueError:
        pass
    try:
        told = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(f"找不到 --judge 的主机 {name}。") from None
    return [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in told]


def _is_own(address: _Address) -> bool:
    """Whether an address is of this machine or of a network of one's own; those for documents or clouds are not."""
    mapped = getattr(address, "ipv4_mapped", None)
    plain = mapped or address
    return any(plain in network for network in _OWN if network.version == plain.version)
