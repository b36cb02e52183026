"""Only this machine is a host, and names are never looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.backends.ollama import DEFAULT_HOST, OllamaBackend, parse_host
from engine.errors import EngineError, HostRefused, InputError


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", DEFAULT_HOST),
        ("  ", DEFAULT_HOST),
        ("127.0.0.1", "http://127.0.0.1:11434"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("127.9.8.7", "http://127.9.8.7:11434"),
        ("http://127.0.0.1", "http://127.0.0.1:80"),
        ("http://127.0.0.1/", "http://127.0.0.1:80"),
        ("HTTP://127.0.0.1:11434/", "http://127.0.0.1:11434"),
        ("localhost", "http://127.0.0.1:11434"),
        ("LocalHost:1", "http://127.0.0.1:1"),
        ("http://localhost:65535", "http://127.0.0.1:65535"),
        ("::1", "http://[::1]:11434"),
        ("[::1]", "http://[::1]:11434"),
        ("[0:0:0:0:0:0:0:1]:99", "http://[::1]:99"),
        (" http://[::1] ", "http://[::1]:80"),
    ],
)
def test_this_machine_is_understood_however_it_is_written(written: str, meant: str) -> None:
    assert parse_host(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "192.168.1.20",
        "10.0.0.1:11434",
        "http://example.com",
        "example.com:11434",
        "ollama.local",
        "localhost.",
        "localhost.example.com",
        "foo.localhost",
        "127.0.0.1.nip.io",
        "127.1",
        "2130706433",
        "0x7f000001",
        "127.0.0.01",
        "128.0.0.1",
        "[::2]",
        "[fe80::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "http://0.0.0.0:11434",
        "[::]",
    ],
)
def test_other_machines_are_refused_with_a_cause_and_a_remedy(written: str) -> None:
    with pytest.raises(HostRefused) as refused:
        parse_host(written)
    assert refused.value.message
    assert "127.0.0.1" in refused.value.remedy


@pytest.mark.parametrize(
    "written",
    [
        "https://127.0.0.1",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "http://user:secret@127.0.0.1",
        "user@localhost",
        "http://127.0.0.1@example.com",
        "http://127.0.0.1/api",
        "127.0.0.1/api",
        "127.0.0.1?x=1",
        "127.0.0.1#x",
        "127.0.0.1:",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "127.0.0.1:123456",
        "127.0.0.1:-1",
        "127.0.0.1:١٢",
        "http://",
        "http:///",
        "a b",
        "127.0.0.1\r\nX: y",
        "local\u200bhost",
        "\u217cocalhost",
        "[::1",
        "[::1%lo]",
        "[zz]",
        "[1.2.3]",
        "fe80::1",
    ],
)
def test_what_is_no_host_is_refused_as_such(written: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_host(written)
    assert DEFAULT_HOST in refused.value.remedy


def test_a_password_in_the_host_is_not_repeated() -> None:
    with pytest.raises(InputError) as refused:
        parse_host("http://user:secret@127.0.0.1")
    assert "secret" not in str(refused.value)


@given(st.text() | st.from_regex(r"(http://)?[a-z0-9.:\[\]@/-]*", fullmatch=True))
def test_whatever_is_written_it_is_loopback_or_an_error_for_the_user(written: str) -> None:
    try:
        host = parse_host(written)
    except EngineError:
        return
    assert host.startswith(("http://127.", "http://[::1]:"))


async def test_a_backend_cannot_be_built_for_another_machine() -> None:
    with pytest.raises(HostRefused):
        OllamaBackend("http://example.com")
