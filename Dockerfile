# edlint in a container. `docker build .` gives edlint with Harper; `--target languagetool` adds Java and LanguageTool.
#   docker run --rm -v "$PWD:/articles" edlint check .
FROM python:3.12-slim-bookworm AS build
WORKDIR /source
COPY . .
RUN pip wheel --quiet --no-cache-dir --wheel-dir /wheels ".[xlsx]"

FROM python:3.12-slim-bookworm AS installed
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /articles
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --quiet --no-cache-dir --no-index --find-links /wheels "edlint[xlsx]"
# The articles are somebody's: nothing here runs as root.
RUN useradd --create-home edlint && mkdir /articles && chown edlint /articles
WORKDIR /articles
ENTRYPOINT ["edlint"]
CMD ["check", "."]

FROM installed AS languagetool
# Not in a home folder: `docker run --user` brings one of its own.
ENV LTP_PATH=/opt/languagetool
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/* \
    && mkdir "$LTP_PATH" && chown edlint "$LTP_PATH"
USER edlint
RUN edlint setup languagetool

# The last stage is what is built when none is named.
FROM installed AS edlint
USER edlint
