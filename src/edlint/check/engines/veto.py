"""What an engine's rule is known to get wrong, from reading its false alarms; only initialisms are listed, by their sound."""

from collections.abc import Callable, Mapping

from edlint.check.engines.passage import STAND_IN
from edlint.model.document import PLACEHOLDER
from edlint.model.span import Span
from edlint.text.pattern import pattern

# Initialisms that everybody says letter by letter (or “HTTP” as “aitch”), by the sound that they begin with.
_SPELT_VOWEL = frozenset(
    "AI AMI API AST AWS EC2 FTP HDD HDMI HTML HTTP HTTPS I/O IAM ID IDE IDL IMAP IP IPA ISBN ISO ISP LLM LLVM LSP "
    "MIT MP3 MP4 MRI MVP NGO NLP NPM OAuth OCI ODBC OEM ORM OS R&D RFC RGB RHEL RNG RPC RPM RSA RSS RTT S3 SDK SHA SMS "
    "SMTP SNMP SOAP SPA SSD SSH SSL SSO SVG XHR XML XSS".split()
)
_SPELT_CONSONANT = frozenset(
    "B2B BBC BIOS CD CDN CEO CGI CI CLI CMS CNN CPU CRD CSS CSV CTO CVE DB DBA DDL DDoS DLL DNA DNS DOI DOM DSL DVD GC "
    "GIF GPL GPS GPU GPT GUI JIT JPEG JS JSON JSX JVM JWT K8s PC PDF PHP PID PNG POC PR PVC QA QR TCP TLD TLS TPU TTL "
    "TTY TV UDP UI UK UML UN URI URL US USB USD UTC UTF UUID UX VCS VLAN VM VPC VPN VPS WAF YAML".split()
)

Judge = Callable[[str, Span, tuple[str, ...]], bool]
"""Text, span of the match, replacements → whether the hit is a false alarm."""


def _article(text: str, span: Span, _: tuple[str, ...]) -> bool:
    """Whether an article's correction is doubtful: “A” as a name, or before what may be read in two ways."""
    match, after = text[span.start : span.end], text[span.end :]
    if match == "A" and span.start and text[: span.start].rstrip()[-1:] not in ".!?:“\"'":
        return True
    if not after.startswith(" ") or not after[1:2].isalnum():
        return True
    word = after[1:].split(" ", 1)[0].strip(".,;:!?)”\"'’")
    spelt = _SPELT_VOWEL if match.lower() == "a" else _SPELT_CONSONANT
    if word.rstrip("s") in spelt:
        return False
    # “an html file”, “a cli”: in small letters too they are said letter by letter, as the writer has it.
    if word.islower() and word.upper() in (_SPELT_VOWEL | _SPELT_CONSONANT) - spelt:
        return True
    # “a SQL”, “an SQL”: an initialism, a name with capitals inside, digits: who knows how the writer says it.
    return (
        word[1:] != word[1:].lower()
        or any(c.isdigit() for c in word)
        or len(word) == 1
        or pattern(r"^(unary|un[aeiou]ry|uni|nginx|sbt|npm|hour|honest|heir|herb|x|etcd|sql|ubi|iot)").found(
            word.lower()
        )
        or not word.replace("-", "").replace("’", "").replace("'", "").isalnum()
    )


def _name(text: str, span: Span, _: tuple[str, ...]) -> bool:
    """Whether the words end in a name (“what we want Go to be”), which is no verb without its “to”."""
    return text[span.start : span.end].rsplit(maxsplit=1)[-1][:1].isupper()


def _before_code(text: str, span: Span, _: tuple[str, ...]) -> bool:
    """Whether code follows, which may be a noun or an adjective: “it's `Waiting`”, “its `name`”."""
    after = text[span.end :].split()[:1]
    return any(word.startswith(PLACEHOLDER) or word.rstrip(".,;:!?)”\"'’") == STAND_IN for word in after)


_JUDGES: Mapping[tuple[str, str], Judge] = {
    ("harper", "AnA"): _article,
    ("harper", "ItsPossessive"): _before_code,
    ("harper", "ItsContraction"): _before_code,
    ("languagetool", "EN_A_VS_AN"): _article,
    ("languagetool", "IT_IS_2"): _before_code,
    ("languagetool", "MISSING_TO_BEFORE_A_VERB"): _name,
}


def vetoed(engine: str, rule: str, text: str, span: Span, replacements: tuple[str, ...]) -> bool:
    """Whether a hit of an engine's rule is of a sort that was mostly wrong."""
    words = text[span.start : span.end].lower().split()
    if len(words) == 2 and words[0] == words[1]:
        return True  # A doubled word is edlint's own to say.
    judge = _JUDGES.get((engine, rule))
    return judge is not None and judge(text, span, replacements)
