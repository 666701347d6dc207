"""What names of columns say about what people write, and about flags."""

from generator.seed.meanings.lines import Meaning, line

LINES: tuple[Meaning, ...] = (
    # what people write
    line(
        "text",
        "@(subject|title|headline|summary|name|label|heading|caption|display_name|question|topic|task)",
        "title",
        null=0.0,
    ),
    line("text", "(reason|purpose|justification)$", "family_title", family="reason"),
    line("text", "(snippet|excerpt|preview|abstract|teaser)$", "text", length=90),
    line(
        "text",
        "(^|_)html(_|$)|description|notes?$|body|content$|text$|message$|comments?$|details$|remarks?$|instructions?$|memo$|"
        "html$|markdown$|answer$|feedback$|review$|overview$|synopsis$|summary$|story$|(^|_)(desc|descr|explanation|detail|"
        "narration|suggestion|help|statement|disclaimer|footer|header|terms|observation|provenance|phrase|quote|rationale|"
        "addendum|commentary|findings|diagnosis|attribution|funding|bio_cooked|cooked|log_entry|history|response|caption)$",
        "text",
    ),
    line("text", "(^|_)(status|state|phase|stage)(_(value|desc|name|text|label))?$", "pick_from", list="states"),
    line("text", "(^|_)(category|department|section|aisle)$", "kind", other="category"),
    line("text", "(^|_)(genre|style)$", "pick_from", list="genres"),
    line("text", "(title|name|label|subject)$", "title", null=0.0),
    # flags
    line("boolean", "@(is_)?(default|primary|main)(_\\w+)?", "first_only"),
    line(
        "boolean",
        "(deleted|hidden|archived|trashed|removed|spam|disabled|blocked|banned|suspended|muted|locked|paused|"
        "cancel+ed|expired|private|draft|internal|starred|pinned|favorite|favourite|flagged|sticky|nsfw|test)$",
        "flag",
        share=0.2,
    ),
    line(
        "boolean",
        "(active|enabled|open|visible|available|verified|confirmed|public|published|valid|read|seen|accepted|"
        "subscribed|online|reachable|allowed|selected|current)$",
        "flag",
        share=0.75,
    ),
)
