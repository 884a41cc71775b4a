"""Resolves a configuration to the profile of one file."""

from collections.abc import Mapping, Sequence

from edlint.config.globs import Globs, relative_to
from edlint.config.load import Loaded
from edlint.config.profile import ActiveRule, Profile, Selection
from edlint.config.schema import RuleSettings, Settings, usual, wrong_language
from edlint.config.vocabulary import read_words
from edlint.config.waivers import read_waivers
from edlint.config.weights import read_configured
from edlint.model.finding import Severity
from edlint.model.rule import Rule


def profile_for(
    loaded: Loaded, path: str, catalog: Mapping[str, Rule], language: str | None = None
) -> Profile:
    """Return the profile of the file at `path`, which is relative to the working directory.

    `language` is the language that the document declares: it wins over the configuration, unless the configuration
    names a variant of the same language (`en-GB` over `en`). The same overrides and language give the same object.
    Raises ConfigError for a vocabulary file that cannot be used.

    Which rules are on is decided by these layers, from weak to strong: each rule's default; the configuration; each of
    `overrides` that matches, in order; the command line. `select` discards what weaker layers switched on; a family in
    it means the family's rules that are on by default, a longer selector every rule under it. Outside a `select`,
    giving a rule a severity switches it on. A longer selector wins over a shorter one.
    """
    settings = loaded.settings
    where = relative_to(path, loaded.folder)
    fitting = tuple(
        index for index, override in enumerate(settings.overrides) if Globs(override.files).match(where)
    )
    key = (fitting, language)
    known = loaded.profiles.get(key)
    if known is not None and known[0] is catalog:
        profile: Profile = known[1]
        return profile
    profile = _make(loaded, fitting, catalog, language)
    loaded.profiles[key] = (catalog, profile)
    return profile


def _make(
    loaded: Loaded, fitting: tuple[int, ...], catalog: Mapping[str, Rule], language: str | None
) -> Profile:
    settings = loaded.settings
    overrides = [settings.overrides[index] for index in fitting]
    rules = _rules(settings, [override.rules for override in overrides])
    selection = selection_of(
        [
            (settings.select, settings.rules, settings.ignore),
            *((override.select, override.rules, override.ignore) for override in overrides),
            (loaded.command_line.get("select"), {}, loaded.command_line.get("ignore", ())),
        ]
    )
    configured = next((o.language for o in reversed(overrides) if o.language), settings.language)
    spoken = _language(configured, language)
    active = {}
    for id_, rule in catalog.items():
        severity = selection.decide(id_, rule.severity, enabled=rule.enabled)
        if severity is not None and _speaks(rule, spoken):
            options = {name: option.default for name, option in rule.options.items()}
            options |= rules[id_].options if id_ in rules else {}
            active[id_] = ActiveRule(rule, severity, options)
    if "words" not in loaded.profiles:
        loaded.profiles["words"] = read_words(loaded)
    if "waivers" not in loaded.profiles:
        loaded.profiles["waivers"] = read_waivers(loaded)
    if "weights" not in loaded.profiles:
        loaded.profiles["weights"] = read_configured(loaded)
    own = (loaded.profiles[name] for name in ("words", "waivers", "weights"))
    return Profile(active, selection, spoken, *own)


def _rules(settings: Settings, more: Sequence[Mapping[str, RuleSettings]]) -> dict[str, RuleSettings]:
    merged = dict(settings.rules)
    for table in more:
        for id_, own in table.items():
            options = {**(merged[id_].options if id_ in merged else {}), **own.options}
            merged[id_] = RuleSettings(own.level, options)
    return merged


def selection_of(
    layers: Sequence[tuple[Sequence[str] | None, Mapping[str, RuleSettings], Sequence[str]]],
) -> Selection:
    """Return the selection of layers `(select, rules, ignore)`, the weakest first; see `profile_for`."""
    steps: list[tuple[bool | None, str]] = []
    severities: dict[str, Severity] = {}
    selected = False
    for select, rules, ignore in layers:
        if select is not None:
            selected = True
            steps = [step for step in steps if step[0] is False and step[1] != "all"]
            steps.append((False, "all"))
            steps += [(_on(selector), selector) for selector in select]
        for selector, setting in rules.items():
            if setting.severity == "off":
                steps.append((False, selector))
            elif setting.severity is not None:
                severities[selector] = Severity(setting.severity)
                if not selected:
                    steps.append((_on(selector), selector))
        steps += [(False, selector) for selector in ignore]
    return Selection(tuple(steps), severities)


def _on(selector: str) -> bool | None:
    return True if "." in selector else None


def _language(configured: str, own: str | None) -> str:
    if not own:
        return configured
    primary = own.replace("_", "-").partition("-")[0].lower()
    if primary == configured.partition("-")[0] and "-" in configured:
        return configured
    code = usual(own)
    # A variant of English without its own dictionary (en-IN): any variant is accepted.
    return primary or configured if wrong_language(code) else code


def _speaks(rule: Rule, language: str) -> bool:
    """Whether a rule applies to a language; in its `languages`, `any` is all of them, `en` every variant of English."""
    return rule.family == "edlint" or any(
        spoken in {"any", language} or language.startswith(spoken + "-") for spoken in rule.languages
    )
