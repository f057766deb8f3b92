"""Every KG_* variable: name, default, meaning. The only file that reads the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
GRAPH_SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")


@dataclass(frozen=True)
class Settings:
    """What a run was told by its environment; objects receive values from here, not this object."""

    home: Path  # KG_HOME: the data folder
    graph_url: str = ""  # KG_GRAPH_URL: empty = embedded kglite, else bolt:// or neo4j://
    graph_user: str = "neo4j"  # KG_GRAPH_USER
    graph_password: str = field(default="", repr=False)  # KG_GRAPH_PASSWORD
    graph_database: str = "neo4j"  # KG_GRAPH_DATABASE
    encoder: str = (
        ""  # KG_ENCODER: empty = the e5-small that comes with us, else a sentence-transformers name or folder
    )
    names: bool = True  # KG_NAMES: off = read without our gazetteers of proper names (firms, parks, platforms …)
    llm_url: str = ""  # KG_LLM_URL: optional, OpenAI-compatible
    llm_model: str = ""  # KG_LLM_MODEL
    llm_key: str = field(default="", repr=False)  # KG_LLM_KEY; like the password, in no message and no log
    llm_seconds: float = 60.0  # KG_LLM_SECONDS: how long a reply may take, from the call to its last byte

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Settings from KG_* variables; refuses a graph address of an unknown scheme."""
        env = os.environ if environment is None else environment
        url = env.get("KG_GRAPH_URL", "").strip()
        if url and not url.startswith(GRAPH_SCHEMES):
            raise SettingsError(
                f"KG_GRAPH_URL={url}：不是图数据库地址；请留空（内嵌图库），或写成 bolt://… 或 neo4j://…"
            )
        names = env.get("KG_NAMES", "").strip().lower()
        if names not in ("", "on", "off"):
            raise SettingsError(f"KG_NAMES={names}：不能识别；请留空，或写 on、off")
        return cls(
            llm_seconds=_seconds(env.get("KG_LLM_SECONDS", "").strip()),
            home=Path(env.get("KG_HOME", "").strip() or "data").expanduser(),
            graph_url=url,
            graph_user=env.get("KG_GRAPH_USER", "neo4j"),
            graph_password=env.get("KG_GRAPH_PASSWORD", ""),
            graph_database=env.get("KG_GRAPH_DATABASE", "neo4j"),
            encoder=env.get("KG_ENCODER", "").strip(),
            names=names != "off",
            llm_url=env.get("KG_LLM_URL", "").strip(),
            llm_model=env.get("KG_LLM_MODEL", "").strip(),
            llm_key=env.get("KG_LLM_KEY", "").strip(),
        )


def _seconds(text: str) -> float:
    """KG_LLM_SECONDS as a number; 60 where it is not set."""
    if not re.fullmatch(r"(?:[1-9]\d{0,3}(?:\.\d+)?|0\.\d*[1-9]\d*)?", text):
        raise SettingsError(f"KG_LLM_SECONDS={text}：不是秒数；请留空（60 秒），或写成 10000 以内的正数")
    return float(text or 60)
