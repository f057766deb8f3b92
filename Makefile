# Everything a machine needs: `make app` shows the sample plans, `make test` runs the whole suite.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
ENCODER := .cache/encoder/manifest.json
# A stamp is named after what it stands for, so that another branch's requirements are never taken for installed.
RUNTIME := $(VENV)/.runtime-$(shell cksum < requirements.txt | cut -d' ' -f1)
DEVELOP := $(VENV)/.develop-$(shell cat requirements.txt requirements-dev.txt | cksum | cut -d' ' -f1)
INSTALL = $(UV) pip install --quiet --python $(PY)
PORT ?= 8501
DATA := $(or $(KG_HOME),data)
export UV_LINK_MODE ?= hardlink
export UV_HTTP_TIMEOUT ?= 120
# kglite, FAISS and torch in one process want more static TLS space than glibc keeps ready
export GLIBC_TUNABLES ?= glibc.rtld.optional_static_tls=16384
export UV_HTTP_RETRIES ?= 5

.PHONY: env app test lint system samples screenshots bench clean

env: $(RUNTIME) $(ENCODER)

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than Python 3.11: make env PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --retries 5 uv==0.13.8

$(RUNTIME): | $(UV)
	$(INSTALL) -r requirements.txt
	touch $@

$(DEVELOP): | $(UV)
	$(INSTALL) -r requirements-dev.txt
	touch $@ $(RUNTIME)

$(ENCODER): scripts/make_encoder.py $(wildcard scripts/*_file.py kg/models/encoder/*.npz) $(RUNTIME)
	$(PY) scripts/make_encoder.py
	touch $@

# Into an empty data folder alone: sample plans that were removed stay away.
app: env
	@test -e "$(DATA)/projection.json" -a -d "$(DATA)/records" || $(PY) -m ingest add samples/plans
	$(PY) -m streamlit run app.py --server.port $(PORT)

test: system $(DEVELOP) env
	$(PY) -m pytest -n 2 --dist loadgroup

lint: $(DEVELOP)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy --strict kg ingest

system:
	@sh scripts/setup_system.sh

samples: $(DEVELOP)
	$(PY) -m scripts.make_samples

# docs/screenshots and the README's picture, over the sample plans.
screenshots: system $(DEVELOP) env
	$(PY) -m scripts.screenshots

bench: env
	$(PY) -m bench

clean:
	rm -rf $(VENV) .cache
