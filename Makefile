BIN := .venv/bin
TEMPLATE := build/facilitator.pot

.PHONY: run test lint setup locale pictures clean

run:
	@tools/run.sh

test:
	@tools/test.sh

lint:
	@tools/lint.sh

setup:
	@tools/setup.sh test

# Take the strings from the source into the catalogues, and compile those.
locale: setup
	@mkdir -p build
	$(BIN)/pybabel -q extract -F babel.cfg --no-default-keywords -k _ -k ngettext:1,2 \
		--no-location --sort-output -o $(TEMPLATE) .
	for language in nb nn en; do \
		$(BIN)/pybabel -q update -D facilitator -i $(TEMPLATE) -d resources/locale -l $$language \
			--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date; \
	done
	@tools/setup.sh test

# Pictures of everything into build/pictures; those that the README and the guide show are made anew.
pictures: setup
	$(BIN)/python docs/pictures.py build/pictures
	for picture in docs/pictures/*.png; do cp build/pictures/$${picture##*/} docs/pictures/; done

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -f resources/locale/*/LC_MESSAGES/facilitator.mo
	find facilitator tests benchmarks docs -name __pycache__ -prune -exec rm -rf {} +
