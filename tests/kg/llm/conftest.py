"""The scripted chat server, one a test."""

from collections.abc import Iterator

import pytest

from tests.llm_server import ChatServer, chat_server


@pytest.fixture
def llm() -> Iterator[ChatServer]:
    with chat_server() as server:
        yield server
