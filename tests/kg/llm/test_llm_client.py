"""The chat client against a server that answers, hangs, drips, lies and breaks."""

import json
import socket
from pathlib import Path

import pytest

from kg.errors import LlmError, SettingsError
from kg.llm.client import LARGEST, ChatModel, clean
from kg.settings import Settings
from tests.llm_server import ChatServer, Script

KEY = "sk-geheim-0123456789"


def model(url: str, *, seconds: float = 5.0, name: str = "m") -> ChatModel:
    """The model as the settings give it."""
    settings = Settings(home=Path("x"), llm_url=url, llm_model=name, llm_key=KEY, llm_seconds=seconds)
    return ChatModel.from_settings(settings)


def test_client_sends_the_protocol_and_gives_the_text(llm: ChatServer) -> None:
    llm.says("到2030年达到60亿元[1]。")
    assert model(llm.url).complete("规则", "问题") == "到2030年达到60亿元[1]。"
    [request] = llm.requests
    assert request["temperature"] == 0
    assert request["model"] == "m"
    assert request["stream"] is False
    assert [(one["role"], one["content"]) for one in request["messages"]] == [("system", "规则"), ("user", "问题")]
    assert llm.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert llm.paths == ["/v1/chat/completions"]
    assert KEY not in json.dumps(request)


@pytest.mark.parametrize("ending", ["", "/", "/chat/completions"])
def test_client_takes_the_address_with_or_without_the_path(llm: ChatServer, ending: str) -> None:
    model(llm.url + ending).complete("a", "b")
    assert llm.paths == ["/v1/chat/completions"]


def test_client_leaves_the_proxies_of_the_environment_aside(llm: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert model(llm.url).complete("a", "b") == "好。"


NESTED = b"[" * 200_000
BAD: dict[str, tuple[Script, str, str]] = {
    "500": (lambda one: one.send(500, f"key {KEY} crashed".encode()), "refused", "HTTP 500"),
    "401": (lambda one: one.send(401, f"bad key {KEY}".encode()), "refused", "不接受密钥"),
    "404": (lambda one: one.send(404, b"{}"), "refused", "没有这个地址或模型"),
    "429": (lambda one: one.send(429, b"{}"), "refused", "请求太多"),
    "redirect": (lambda one: one.send(302, b"", Location="/elsewhere"), "refused", "不跟随"),
    "redirect that keeps the call": (lambda one: one.send(307, b"", Location="/v2"), "refused", "不跟随"),
    "page": (lambda one: one.send(200, b"<html>OK</html>", "text/html"), "unclear", "回复不是 JSON"),
    "page said to be JSON": (lambda one: one.send(200, b"<html>"), "unclear", "格式"),
    "stream": (lambda one: one.send(200, b"data: {}\n\n", "text/event-stream"), "unclear", "回复不是 JSON"),
    "broken JSON": (lambda one: one.send(200, b'{"choices": [{"mess'), "unclear", "格式"),
    "no UTF-8": (lambda one: one.send(200, b'{"choices": "\xff\xfe"}'), "unclear", "格式"),
    "no choice": (lambda one: one.send(200, b'{"choices": []}'), "unclear", "格式"),
    "a list": (lambda one: one.send(200, b"[]"), "unclear", "格式"),
    "nested": (lambda one: one.send(200, NESTED), "unclear", "格式"),
    "long number": (lambda one: one.send(200, b'{"choices": ' + b"9" * 9000 + b"}"), "unclear", "格式"),
    "no text": (lambda one: one.chat(None), "unclear", "没有文字"),
    "text in parts": (lambda one: one.chat([{"text": "x"}]), "unclear", "没有文字"),
    "giant": (lambda one: one.send(200, b" " * (LARGEST + 10)), "unclear", "字节"),
    "length too long": (lambda one: one.send(200, b"{}", **{"Content-Length": "900"}), "unclear", "格式"),
    "no HTTP": (lambda one: one.wfile.write(b"\x00\x01 nonsense\r\n\r\n"), "unclear", "不是 HTTP"),
}


@pytest.mark.parametrize("case", BAD)
def test_client_refuses_bad_replies_with_their_kind(llm: ChatServer, case: str) -> None:
    script, kind, message = BAD[case]
    llm.script = script
    with pytest.raises(LlmError, match=message) as caught:
        model(llm.url).complete("a", "b")
    assert caught.value.kind == kind
    assert KEY not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert all(not path.startswith("GET") for path in llm.paths)


@pytest.mark.parametrize("script", [lambda one: one.drip(), lambda one: one.hang()], ids=["drip", "hang"])
def test_client_cuts_a_slow_reply_off(llm: ChatServer, script: Script) -> None:
    llm.script = script
    with pytest.raises(LlmError, match=r"0\.4 秒内没有答完") as caught:
        model(llm.url, seconds=0.4).complete("a", "b")
    assert caught.value.kind == "slow"


def test_client_cuts_an_encrypted_greeting_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(LlmError) as caught:
        model(f"https://127.0.0.1:{silent.getsockname()[1]}/v1", seconds=0.4).complete("a", "b")
    assert caught.value.kind == "slow"


def test_client_says_that_nobody_listens() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/v1", "http://no-such-host.invalid/v1"):
        with pytest.raises(LlmError, match="连不上") as caught:
            model(url).complete("a", "b")
        assert caught.value.kind == "unreachable"


def test_client_speaks_no_encryption_with_a_plain_server(llm: ChatServer) -> None:
    with pytest.raises(LlmError, match="加密连接"):
        model(llm.url.replace("http:", "https:")).complete("a", "b")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"llm_url": "", "llm_model": "m"}, "没有配置语言模型"),
        ({"llm_url": "http://h/v1", "llm_model": ""}, "KG_LLM_MODEL 没有设置"),
        ({"llm_url": "ftp://h/v1", "llm_model": "m"}, "KG_LLM_URL"),
        ({"llm_url": "http://user:pass@h/v1", "llm_model": "m"}, "KG_LLM_URL"),
        ({"llm_url": "http://h/v1?key=1", "llm_model": "m"}, "KG_LLM_URL"),
        ({"llm_url": "http://h/v1\r\nX: y", "llm_model": "m"}, "KG_LLM_URL"),
        ({"llm_url": "http://h/v1", "llm_model": "m", "llm_key": "a b\r\n"}, "KG_LLM_KEY"),
    ],
)
def test_client_refuses_settings_that_cannot_be(settings: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        ChatModel.from_settings(Settings(home=Path("x"), **settings))
    assert "pass@" not in str(caught.value)


def test_settings_show_no_key_and_no_password() -> None:
    settings = Settings.from_env({"KG_LLM_KEY": KEY, "KG_GRAPH_PASSWORD": KEY, "KG_LLM_SECONDS": "2.5"})
    assert KEY not in repr(settings)
    assert KEY not in repr(ChatModel("http://h", "m", KEY))
    assert settings.llm_seconds == 2.5
    for wrong in ("0", "-1", "soon", "nan", "1e9"):
        with pytest.raises(SettingsError, match="KG_LLM_SECONDS"):
            Settings.from_env({"KG_LLM_SECONDS": wrong})


def test_clean_drops_thinking_and_signs_that_are_obeyed() -> None:
    assert clean("<think>区科委？</think>\n区科委牵头[1]。") == "区科委牵头[1]。"
    assert clean("<think>没有想完") == ""
    assert clean("\x1b[31m红\u202e字\ud800\u200b。\r\n下一行") == "[31m红字。\n\n下一行"
