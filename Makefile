# Everything from nothing: `make run`. Everything proved: `make test`. See docs/running.md and docs/testing.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export DJANGO_SETTINGS_MODULE := config.settings
PORT ?= 8000
DEMO ?= 1

.PHONY: run test bench check lock format messages meaning clean

run: $(VENV)/run.done var/catalogues.done
	@DEMO=$(DEMO) exec $(BIN)/python manage.py serve --prepare --port $(PORT)

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Mosty needs Python 3.11 or newer")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.txt

$(VENV)/run.done: requirements/run.txt | $(VENV)/bin/uv
	@echo "Installing what Mosty needs …"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.txt 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@ln -sf ../../bin/mosty $(BIN)/mosty
	@touch $@

$(VENV)/test.done: requirements/test.txt | $(VENV)/bin/uv
	@echo "Installing what the tests need …"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/test.txt 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@ln -sf ../../bin/mosty $(BIN)/mosty
	@touch $@ $(VENV)/run.done

var/catalogues.done: $(wildcard locale/*/LC_MESSAGES/django.po) | $(VENV)/run.done
	@mkdir -p var
	@$(BIN)/pybabel -q compile -d locale -D django 2>/dev/null
	@touch $@

test: $(VENV)/test.done var/catalogues.done
	@PYTHON=$(BIN)/python bash bin/test

check: $(VENV)/test.done
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy mosty config
	$(BIN)/djlint --lint --quiet mosty
	$(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/test.done
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix --quiet .

bench: $(VENV)/test.done var/catalogues.done
	@$(BIN)/python -m bench

meaning: $(VENV)/run.done
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/meaning.txt

lock: | $(VENV)/bin/uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet requirements/test.in -o requirements/test.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet requirements/run.in -c requirements/test.txt -o requirements/run.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet requirements/meaning.in -c requirements/test.txt -o requirements/meaning.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet requirements/installer.in -o requirements/installer.txt

messages: $(VENV)/test.done
	cd . && $(BIN)/python manage.py makemessages --no-location --no-wrap -l cs -l uk -l ru -l vi -l bg -l ar --ignore .venv --ignore var --ignore tests

clean:
	rm -rf $(VENV) var
