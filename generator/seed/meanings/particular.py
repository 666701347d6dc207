"""What names of columns say that the broader lines would read wrongly: these are asked first."""

from generator.seed.meanings.lines import Meaning, line

_NO_FLAG = (
    r"\w+_(at|on|to|from|by|as|for|date|time|name|title|ids?|key|case|type|url|code|level|number|count|version|lists?|"
    r"fields?|methods?|headers?|origins?|types|codes|currenc\w+)$"
)
"""Ends of names that begin like a yes-or-no question and ask something else: `send_at`, `use_case`, `allow_origins`."""

LINES: tuple[Meaning, ...] = (
    # what went wrong, and why
    line(
        "text",
        "(^|_)(error|failure|exception|fault)s?_?(messages?|text|detail|details|description|descr|info|reason|note|string|summary)?$|"
        "(^|_)(error|failure)_(trace|log)$|^(status|last)_error$|(^|_)stack_?trace$",
        "pick_from",
        list="error",
        null=0.8,
    ),
    line(
        "text",
        "(^|_)(embargo|hold|block|suspension|rejection|decline|denial|lock|review|access|metadata|approval|change|update|"
        "modification|archive|closing|closure)_reason$",
        "family_title",
        family="cause",
    ),
    line(
        "text",
        "(^|_)(notes?|comments?|remarks?|message|instructions|requests?)_(from|to|for|by|of|about)_\\w+$",
        "text",
    ),
    line(
        "text",
        "(^|_)(status|state|stage|result|response|progress|outcome)_(message|msg|text|detail|details|note)$",
        "pick_from",
        list="progress_message",
        null=0.3,
    ),
    line("text", "(^|_)(status|state|stage|phase)_(title|label|display)$", "pick_from", list="states"),
    line(
        "text", "(^|_)reason(_(title|name|label|text|description|desc|note|message))?$", "family_title", family="reason"
    ),
    # yes or no, written as text
    line(
        "text",
        "(_required|_configured|_optional|_supported|_visible|_correct|_unknown|_only|_mandatory|_unique|_discontinued)$|"
        f"^(?!{_NO_FLAG})(include|allow|enable|disable|require|show|hide|send|auto|can|should|redact|must|ignore|skip|"
        "asynchronous)(_|$)|"
        f"^(?!{_NO_FLAG})(is|has|use|used|uses|accepts|supports)_\\w+|^active$",
        "pick",
        values=("true", "false", "false"),
    ),
    # when
    line(
        "date datetime",
        "(^|_)(ship|deliver|complete|respond|reply|needed|need|wanted|pay|finish|return|answer|due)_by(_|$)",
        "around",
        from_days=-6,
        to_days=30,
    ),
    line(
        "text",
        "(^|_)(ship|deliver|complete|respond|reply|needed|need|wanted|pay|finish|return|answer)_by$",
        "around",
        from_days=-6,
        to_days=30,
        form="date",
    ),
    line(
        "text",
        "^timeline_|^(died|departed|admitted|last_requested|last_pulled|last_pushed|last_used|created_in|as_of)$",
        "past",
        form="date",
    ),
    line(
        "date datetime",
        "^(hire|hired|hiring|employment_start|joining|join)(_?(at|on|date|day|time))?$",
        "past",
        from_days=-2400,
        to_days=-30,
    ),
    line(
        "date datetime",
        "^(leaving|leave|termination|terminated|resignation|employment_end|exit)(_?(at|on|date|day|time))?$",
        "past",
        from_days=-25,
        to_days=-2,
        null=0.85,
    ),
    line(
        "date datetime",
        "(expir\\w*|valid_(until|to|thru)|best_before|good_until|not_after)(_?(at|on|date|time|timestamp))?$",
        "expiry",
    ),
    # numbers
    line("integer number text", "(^|_)(min\\w*_)?password_?length$", "pick_number", values=(8, 10, 12, 16)),
    line(
        "integer number",
        "(^|_)(precision|decimals|decimal_places|minor_unit|scale)$",
        "pick_number",
        values=(0, 2, 2, 3),
    ),
    line(
        "integer number",
        "(^|_)(utc|gmt|time_?zone)_?offset(_minutes)?$",
        "pick_number",
        values=(-300, 0, 60, 60, 120, 540),
    ),
    line("integer number", "(^|_)(birth_?year|year_?(of_)?(birth|born))$", "whole", low=1951, high=2004),
    line(
        "integer number",
        "(^|_)(year_?(of_)?(built|build|founded|foundation|established|construction)|(built|founded|foundation|"
        "construction|build)_?(in_)?year)$",
        "whole",
        low=1894,
        high=2021,
    ),
    line("integer", "(^|_)since(_year)?$", "whole", low=1994, high=2025),
    line("text", "(^|_)not_(valid_)?before$", "past", from_days=-300, to_days=-20, form="date"),
    line("text", "(^|_)not_(valid_)?after$", "around", from_days=20, to_days=330, form="date"),
    line("integer number text", "(^|_)exp\\w*_?year$", "whole", low=2026, high=2031),
    line("integer number", "(^|_)year(_of_\\w+)?$|^year_", "whole", low=2008, high=2026),
    line(
        "integer number",
        "(^|_)(before|after|incl|including|excl|excluding|with|without|ex|inc)_(vat|tax|gst)$",
        "amount",
        low=20,
        high=900,
    ),
    line(
        "integer number",
        "(^|_)(vat|tax|gst|sales_tax)_?(rate|percent\\w*|pct|value)?$",
        "pick_number",
        values=(0, 5, 7, 10, 19, 20, 21),
    ),
    line(
        "integer number",
        "(^|_)discount_?(rate|percent\\w*|pct|percentage)$",
        "pick_number",
        values=(5, 10, 10, 15, 20, 25, 50),
    ),
    line("number", "(^|_)(exchange|conversion|fx|currency)_rate$", "decimal", low=0.62, high=1.48, digits=4),
    line(
        "number",
        "(^|_)\\w*ness$|^(valence|energy|sentiment_score|similarity|probability|confidence_score|relevance)$",
        "decimal",
        low=0.04,
        high=0.97,
        digits=2,
    ),
    line("integer number", "(_|^)(percent\\w*|pct)$", "stepped", low=0, high=100, step=5),
    line(
        "integer number",
        "(^|_)(run|response|processing|wait|waiting|lead|load|cpu|travel|cook|cooking|prep|preparation|elapsed|total|"
        "execution|render|build|idle|active|play|watch|handling|transport|driving|moving|flight|setup|first_response|"
        "resolution|reply|hold|talk|ring|handle)_?time$",
        "stepped",
        low=5,
        high=240,
        step=5,
    ),
    line("money", "(hourly|per_hour|hour)_?(rate|cost|price|wage)?$|rate_per_hour", "amount", low=18, high=140, step=1),
    line("money", "(daily|day|nightly|per_night|per_day)_?(rate|price|cost)$", "amount", low=55, high=320, step=1),
    line("integer number", "(^|_)(zip|postal)(_code)?(_from|_to)?$", "place_part", part="digits"),
    line("integer", "(^|_)area_code$", "pick_number", values=(202, 212, 312, 415, 617)),
    line("integer", "(^|_)(week_start_day|first_day|start_day|day_of_week|weekday)$", "whole", low=0, high=6),
    line("integer", "(^|_)(?<!per_)day(_of_month)?$", "whole", low=1, high=28),
    line("integer", "(^|_)(?<!per_)(hour|hour_of_day|hour_in_utc)$", "whole", low=6, high=21),
    line("integer", "(^|_)(?<!per_)minute(_of_hour)?$", "pick_number", values=(0, 15, 30, 45)),
    line("integer", "^(number|no|nr)$", "numbered"),
    line(
        "integer",
        "(^|_)(customer|employee|order|invoice|group|branch|department|project|item|article|member|activity)_number$",
        "whole",
        low=1001,
        high=1099,
    ),
    # words
    line("text", "(^|_)postal$", "place_part", part="postcode", role="$role"),
    line("text", "(^|_)iso_?3$|country_(iso_?3|alpha_?3|code_?3)", "code", form="AAA"),
    line("text", "(^|_)(tel|telephone|cell)_?\\d?$", "phone", role="$role"),
    line("text", "(^|_)street(_name)?_and_(house_?)?number$", "address_part", part="street", role="$role"),
    line("text", "(^|_)event_type_(name|code|key|slug)$", "pick_from", list="event_type"),
    line("text", "(^|_)(web_?mail|mailbox)$", "email", role="$role"),
    line("text", "(^|_)(acct|webfinger)$", "username", role="$role"),
    line("text", "(^|_)isp$", "company"),
    line("text", "(^|_)(next|previous|prev|canonical)$|_(next|previous)_(page|link)$", "url", form="page", null=0.6),
    line("text", "^(\\w+_)?(?<!business_)(?<!ational_)(?<!org_)unit(_?(name|label|code|symbol))?$", "unit"),
    line("text", "(^|_)(party|legal|trading|registered|business|firm|establishment)_name$", "company"),
    line("text", "(^|_)(iata|icao)$", "code", form="AAA"),
    line("text", "(^|_)(siret|siren|cnpj|rcs|abn|acn)$", "digits", length=14),
    line("text", "(^|_)(cvc|cvv|cvc2|cvv2|cvd)$|card_(verification|security)_(code|value)$", "digits", length=3),
    line(
        "text",
        "(^|_)(credit_?|debit_?|bank_?|payment_?)card_(number|no|num)$|^card_(number|no|num)$",
        "code",
        form="************0000",
    ),
    line("text", "(^|_)(otp|verification_code|passcode)$", "digits", length=6),
    line("text", "(^|_)(?<!http_)(?<!response_)status_code$", "pick_from", list="states"),
    line("text", "(^|_)priority_code$", "pick_from", list="priority"),
    line("text", "(^|_)card_(brand|scheme|network|type)$", "pick_from", list="card_type"),
    line("text", "(^|_)type_of$|^typeof$", "pick_from", list="types"),
    line("text", "(^|_)(tag|label|keyword)_?lists?$", "tags_text"),
    line("text", "(^|_)slug(_|$)", "slug"),
    line("text", "(^|_)skus?(_|$)", "code", form="AA-000"),
    line(
        "text",
        "(^|_)(order|purchase|invoice|account|tracking|serial|po|rma|policy|contract|customer|ticket|case)_num$",
        "code",
        form="AA000000",
    ),
    line("text", "(^|_)(cors|allowed|web|js|javascript)_origins?$", "url", form="page"),
    line("text", "(^|_)event_code$", "pick_from", list="event_type"),
    line(
        "text",
        "(^|_)(target_commitish|base_branch|head_branch|source_branch|target_branch|git_ref)$",
        "family_title",
        family="branch",
    ),
    line("text", "(^|_)(sub|micro|super)_?categor(y|ies)$", "kind", other="category"),
    line("text", "(^|_)(maker|car_make|vehicle_make)$|^make$", "pick_from", list="vehicle_make"),
    line("text", "^display$|^alt$|(^|_)(wording|alt_text)$", "title", null=0.0),
    line(
        "text",
        "(^|_)(introduction|copyright|slogan|whats_new|particularities|sidebar|licensing_info|vendor_info)$",
        "text",
        apart=True,
    ),
    line(
        "text",
        "(^|_)(custom_?(field|string|text|value|attribute)?_?\\d*|custom)$",
        "pick_from",
        list="remark_word",
        null=0.5,
    ),
    line("text", "(^|_)(search_(term|query|phrase)|keyword)s?$", "pick_from", list="search_term"),
)
