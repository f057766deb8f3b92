"""Questions through the whole chain: two invented plans are ingested, the answers cite them word for word."""

from pathlib import Path

import pytest
import yaml

from ingest.pipeline import Pipeline
from kg.answer.folding import fold
from kg.engine import Engine
from kg.settings import Settings
