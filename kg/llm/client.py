"""A chat model behind an OpenAI-compatible address: one request, one reply as plain text, or an LlmError.

http.client on purpose: it follows no redirect and asks no proxy of the environment, so that quotes and key go to the
configured host alone. No message of ours repeats what the server said: it may have repeated the key.
"""

import http.client
import json
import re
import socket
import ssl
import threading
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import LlmError, SettingsError
from kg.settings import Settings

PATH = "/chat/completions"
PORTS = {"http": 80, "https": 443}
ADDRESS = re.compile(r"https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[!-~]*)?")
LARGEST = 1_000_000  # bytes of a reply
LONGEST = 20_000  # characters of its text that are read
LONGEST_PROSE_TOKENS = 2_000
THINKING = re.compile(r"^\s*<think>.*?(?:</think>|\Z)", re.DOTALL)  # what reasoning models write before their reply
UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # control and format signs, halves of characters
STATUS = {
    401: "不接受密钥；请检查 KG_LLM_KEY",
    403: "不接受密钥；请检查 KG_LLM_KEY",
    404: "没有这个地址或模型；请检查 KG_LLM_URL 和 KG_LLM_MODEL",
    429: "请求太多或额度已用完；请稍后再试",
}


@dataclass(frozen=True)
class ChatModel:
    """Where a model is and what it is called; the key is sent in a header and shown nowhere."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0

    @classmethod
    def from_settings(cls, settings: Settings) -> "ChatModel":
        """The model of KG_LLM_*; a SettingsError where none is configured or the address or key cannot be one."""
        if not settings.llm_url:
            raise SettingsError("没有配置语言模型；请设置 KG_LLM_URL 和 KG_LLM_MODEL，或去掉这个选项")
        if not settings.llm_model:
            raise SettingsError("KG_LLM_MODEL 没有设置；请写上模型名，如服务的 /models 所列")
        if not ADDRESS.fullmatch(settings.llm_url) or {"?", "#"} & set(settings.llm_url):
            raise SettingsError(
                "KG_LLM_URL 不是可用的地址；请写成 http://主机:端口/v1 或 https://主机/v1，不含口令和 ?"
            )
        if not re.fullmatch("[!-~]*", settings.llm_key):
            raise SettingsError("KG_LLM_KEY 中有空白或不是 ASCII 的字符；请改正")
        return cls(settings.llm_url.rstrip("/"), settings.llm_model, settings.llm_key, settings.llm_seconds)

    @property
    def host(self) -> str:
        """Scheme, host and port, for messages."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def complete(self, system: str, user: str) -> str:
        """The model's reply without thinking and control signs; LlmError for every way in which there is none."""
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        request = {"model": self.name, "messages": messages, "temperature": 0, "max_tokens": LONGEST_PROSE_TOKENS}
        status, kind, body = self._exchange(json.dumps({**request, "stream": False}).encode("ascii"))
        if status != http.client.OK:
            raise self._refused(status)
        if not re.fullmatch(r"application/(?:[\w.-]+\+)?json\s*(?:;.*)?", kind or "application/json"):
            raise self._unclear("回复不是 JSON")
        return clean(self._content(body))

    def _exchange(self, body: bytes) -> tuple[int, str, bytes]:
        """Status, content type and body of the reply; cut off after `seconds`, however slowly its bytes drip in."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        connection = self._connection()
        alarm = _Alarm(self.seconds)
        try:
            self._open(connection, alarm)
            connection.request("POST", self._path(), body, headers)
            with connection.getresponse() as reply:
                read = reply.read(LARGEST + 1)
        except (OSError, http.client.HTTPException) as err:
            raise self._failure(err, late=alarm.rung) from None  # their text may hold what the server sent
        finally:
            alarm.close()
        if alarm.rung:  # a reply without a length ends where the line was cut
            raise self._slow()
        if len(read) > LARGEST:
            raise self._unclear(f"回复超过 {LARGEST} 字节")
        return reply.status, reply.getheader("Content-Type", ""), read

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        try:
            port = parts.port
        except ValueError as err:
            raise SettingsError("KG_LLM_URL 的端口须在 0 到 65535 之间；请改正") from err
        return http.client.HTTPConnection(parts.hostname or "", port or PORTS[parts.scheme], timeout=self.seconds)

    def _open(self, connection: http.client.HTTPConnection, alarm: "_Alarm") -> None:
        """Connects; the alarm holds the line from its first byte, that of an encrypted one's greeting too."""
        alarm.line = socket.create_connection((connection.host, connection.port), self.seconds)
        if self.url.startswith("https:"):
            context = ssl.create_default_context()
            line = context.wrap_socket(alarm.line, server_hostname=connection.host, do_handshake_on_connect=False)
            alarm.line = line
            line.do_handshake()
        connection.sock = alarm.line

    def _path(self) -> str:
        path = urlsplit(self.url).path
        return path if path.endswith(PATH) else path + PATH

    def _content(self, body: bytes) -> str:
        try:
            content = json.loads(body)["choices"][0]["message"]["content"]
        except (ValueError, RecursionError, LookupError, TypeError):
            raise self._unclear("回复不是对话接口的格式") from None
        if not isinstance(content, str) or not content.strip():
            raise self._unclear("回复中没有文字")
        return content

    def _failure(self, err: Exception, *, late: bool) -> LlmError:
        if late or isinstance(err, TimeoutError):
            return self._slow()
        if isinstance(err, ssl.SSLError):
            return LlmError(f"语言模型 {self.host}：证书或加密连接有问题；请检查 KG_LLM_URL", kind="unreachable")
        if isinstance(err, http.client.HTTPException) and not isinstance(err, ConnectionError):
            return self._unclear("回复不是 HTTP")
        return LlmError(f"语言模型 {self.host}：连不上；请启动服务，或改正 KG_LLM_URL", kind="unreachable")

    def _slow(self) -> LlmError:
        return LlmError(
            f"语言模型 {self.host}：{self.seconds:g} 秒内没有答完；请稍后再试，或调大 KG_LLM_SECONDS", kind="slow"
        )

    def _refused(self, status: int) -> LlmError:
        moved = 300 <= status < 400
        told = "要转到别的地址，这里不跟随；请把 KG_LLM_URL 写成最终地址" if moved else STATUS.get(status)
        told = told or f"没有完成请求（HTTP {status}）；请查看该服务的日志"
        return LlmError(f"语言模型 {self.host}：{told}", kind="refused")

    def _unclear(self, fault: str) -> LlmError:
        return LlmError(f"语言模型 {self.host}：{fault}，不能采用；请检查 KG_LLM_URL 所指的服务", kind="unclear")


class _Alarm:
    """Cuts a line after some seconds: a socket's own time-out begins anew with every byte."""

    def __init__(self, seconds: float) -> None:
        self.rung = False
        self.line: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def close(self) -> None:
        """Closes the line; nothing is cut any more."""
        self._timer.cancel()
        if self.line is not None:
            self.line.close()

    def _ring(self) -> None:
        self.rung = True
        if self.line is not None:
            try:
                self.line.shutdown(socket.SHUT_RDWR)
            except OSError:  # gone already
                return


def clean(text: str) -> str:
    """The reply's text without the model's thinking and without signs that a terminal or a page would obey."""
    said = THINKING.sub("", text[:LONGEST]).replace("\t", " ").replace("\r", "\n")
    return "".join(sign for sign in said if sign == "\n" or unicodedata.category(sign) not in UNWANTED).strip()
