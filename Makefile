# Everything a person or a machine does with the portal. Needs Python 3.12 or newer, make and a package registry.

PY = .venv/bin/python
TEMPLATES = $(shell find templates -name '*.html')
# Settings under which the production checks run: none of them is anyone's secret.
AS_PRODUCTION = DEMO= PORTAL_MODE=production SECRET_KEY=check-only-0123456789abcdefghijklmnopqrstuvwxyz-not-a-secret \
	ALLOWED_HOSTS=portal.example OPERATOR=check CONTACT=check@portal.example DATABASE_URL=postgresql://check@localhost/check

.PHONY: run test test-long check fix bench screenshots lock clean env env-dev

run: ## the demonstration at http://127.0.0.1:8000 (another port: make run PORT=8001)
	@python=$$(sh tools/find-python) && DEMO=1 PORT=$(PORT) "$$python" -m tools.serve --check
	@$(MAKE) --no-print-directory env
	@DEMO=1 $(PY) manage.py prepare_demo
	@exec env DEMO=1 PORT=$(PORT) $(PY) -m tools.serve

test: env-dev ## every test: pure, on SQLite, on PostgreSQL, in a browser; and how much of the code they reach
	@$(PY) -m tools.run_tests

test-long: env-dev ## the deep searches (an hour or so)
	@$(PY) -m tools.run_tests --long

check: env-dev ## style, templates, types, import contracts, settings of production, migrations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(if $(TEMPLATES),.venv/bin/djade --target-version 6.1 --check $(TEMPLATES))
	PORTAL_TEST_VAR=$(CURDIR)/var/check $(PY) -m mypy
	.venv/bin/lint-imports
	$(AS_PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	PORTAL_TEST_VAR=$(CURDIR)/var/check DJANGO_SETTINGS_MODULE=tests.settings $(PY) manage.py makemigrations --check --dry-run

fix: env-dev ## what tools can mend by themselves
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	-.venv/bin/djade --target-version 6.1 $(TEMPLATES)
	-.venv/bin/django-upgrade --target-version 6.1 $$(find casestudies outcomes tests -name '*.py' -not -path '*/migrations/*')

bench: env-dev ## what pages and composing cost, beside the cheapest answer of the same run
	@$(PY) -m tests.bench

screenshots: env-dev ## the pictures in the README, from the demonstration's content
	@$(PY) -m tests.screenshots

lock: env-dev ## requirements/*.txt from pyproject.toml (newer versions: make lock UPGRADE=--upgrade)
	@$(PY) -m tools.lock $(UPGRADE)

clean: ## everything the tools made, but not var/, which holds entered work
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results var/coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

env:
	@python=$$(sh tools/find-python) && "$$python" -m tools.environment run

env-dev:
	@python=$$(sh tools/find-python) && "$$python" -m tools.environment dev
