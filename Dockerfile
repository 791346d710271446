# One image for every process: `serve` for a county, `web`, `send` and the clock apart for a nation (compose.yaml).
# The first stage makes the environment, with what it takes to build; the second one only runs it.
FROM python:3.13-slim-bookworm AS made
WORKDIR /opt/mshauri
COPY requirements.txt ./
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-input --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY locales locales
COPY scheduler scheduler
COPY bot bot
RUN .venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-input --no-index --no-deps \
        --no-build-isolation --editable . \
    && .venv/bin/pip uninstall --yes pip \
    && .venv/bin/python -m compileall -q bot scheduler

FROM python:3.13-slim-bookworm
# pg_dump, for `mshauri backup`; its own user, who owns nothing but the state.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client=15+* \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --uid 10001 --create-home --home-dir /var/lib/mshauri mshauri \
    && install --directory --mode 700 --owner mshauri --group mshauri /var/backups/mshauri
WORKDIR /opt/mshauri
COPY --from=made /opt/mshauri /opt/mshauri
ENV PATH=/opt/mshauri/.venv/bin:$PATH PYTHONUNBUFFERED=1 DATABASE_URL=sqlite:////var/lib/mshauri/mshauri.db
USER 10001:10001
VOLUME ["/var/lib/mshauri", "/var/backups/mshauri"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["mshauri", "alive"]
ENTRYPOINT ["mshauri"]
CMD ["serve", "--host", "0.0.0.0"]
