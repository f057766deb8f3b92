# Everything a machine needs: `make app` shows the sample plans, `make test` runs the whole suite.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
export UV_LINK_MODE ?= copy
export UV_HTTP_TIMEOUT ?= 120

.PHONY: env app test lint system samples bench clean

env: $(VENV)/.runtime .cache/encoder/manifest.json

$(VENV)/bin/uv:
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check uv==0.13.8

$(VENV)/.runtime: requirements.txt | $(UV)
	$(UV) pip install --quiet --python $(PY) -r requirements.txt
	touch $@

$(VENV)/.develop: requirements.txt requirements-dev.txt | $(UV)
	$(UV) pip install --quiet --python $(PY) -r requirements-dev.txt
	touch $@ $(VENV)/.runtime

.cache/encoder/manifest.json: scripts/make_encoder.py requirements.txt | $(VENV)/.runtime
	$(PY) scripts/make_encoder.py
	touch $@

samples: $(VENV)/.develop
	$(PY) scripts/make_samples.py

app: env
	$(PY) -m ingest add samples
	$(VENV)/bin/streamlit run app.py

system:
	sh scripts/setup_system.sh

test: system $(VENV)/.develop .cache/encoder/manifest.json
	$(PY) -m pytest

lint: $(VENV)/.develop
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy --strict kg ingest

bench: env
	$(PY) -m bench

clean:
	rm -rf $(VENV) .cache
