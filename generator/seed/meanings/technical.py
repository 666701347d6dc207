"""What names of columns say about money, languages, links, codes and tokens."""

from generator.seed.meanings.lines import Meaning, line

LINES: tuple[Meaning, ...] = (
    # money, language, units
    line("text", "(^|_)currency(_?(code|iso\\d*|name|id|source|target|from|to|pair))?$", "currency"),
    line("text", "(locale|language|lang|culture)(_?(code|tag|iso|id))?$|(culture|locale)_?name$", "locale"),
    line("text", "^unit$|units?_of_measure$|(sales|stock|packaging|quantity|measurement|order)_unit$", "unit"),
    # technical texts
    line("text", "(base64|(^|_)b64)(_\\w+)?$|(image|photo|binary|file|audio|raw)_(data|bytes|content)$", "base64"),
    line(
        "text",
        "(image|photo|avatar|picture|logo|icon|thumbnail|cover|banner)(_?(url|uri|link|src))?$",
        "url",
        form="image",
    ),
    line(
        "text",
        "(image|photo|avatar|picture|icon|icons|logo|thumbnail|splashscreen)(_\\w+)?_?(\\d+(_?x_?\\d+)?|small|large|medium|"
        "splashscreen)$",
        "url",
        form="image",
    ),
    line("text", "^(webhook|callback)$|_(webhook|callback)$", "url", form="hook"),
    line("text", "(callback|webhook|hook|notification|target|endpoint)_?ur[il]$", "url", form="hook"),
    line(
        "text", "(^|_)(urls?|uri|iri|link|linkdest|href|website|homepage|web_page|permalink)(_|$)", "url", form="page"
    ),
    line(
        "text",
        "@(\\w+_)?(twitter|facebook|instagram|linkedin|blog|landing|landing_page|next_page|prev_page|base_?url|redirect|"
        "download|expand|permalink|self|redirect_to|site|web|external_link)",
        "url",
        form="page",
    ),
    line("text", "domain$", "domain"),
    line("text", "(jwt|id_token|access_token|bearer)$", "jwt"),
    line("text", "(^|_)(pem|pkcs\\d+|certificate(_chain)?|cert|csr|ca_chain|public_?key|private_?key)$", "certificate"),
    line(
        "text",
        "(host_?name|host|server_name|fqdn|domain_name|name_?servers?|nameserver|ns\\d|dns)(_?name)?$",
        "hostname",
    ),
    line(
        "text",
        "(^|_)(ips?(_?v?[46])?|allowed_ips|virtual_ip\\d?|ip_?address(es)?|ipv4|remote_addr|ip_gateway|default_gateway)$",
        "ip",
    ),
    line("text", "(^|_)(cidr|subnet|subnets|cidr_block|ip_range|address_range|network_range)$", "ip", form="network"),
    line("text", "(^|_)(mac|bssid)(_?address)?$", "mac"),
    line("text", "(^|_)(mime|content|media|file)_?type$", "mime_type", null=0.0),
    line("text", "(file_?name|filename|original_name)$", "file_name"),
    line("text", "(file_)?extension$", "file_extension"),
    line("text", "(file_?)?path$|^directory$", "path"),
    line("text", "(^|_)colou?rs?\\d?(_?(hex|code|rgb|value|sample|left|right))?$|^(background|foreground)$", "color"),
    line(
        "text", "@user_agent", "pick", values=("Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (Macintosh)", "curl/8.5")
    ),
    line("text", "slug$|url_key$", "slug"),
    line("text", "^(firmware|release)$|versions?$", "version"),
    line("text", "(password|passphrase|pin)$", "password"),
    line("text", "(token|secret|api_?key|access_key|credential)s?$", "secret"),
    line(
        "text",
        "(e_?tag|hash|checksum|sha\\d*|md5\\w*|digest|fingerprint|thumbprint|signature|commit_id|commit|salt|nonce|oid|crc32|revision_hash|blockhash|"
        "tx_?hash|tx_?id)$",
        "hex",
        length=16,
    ),
    line("text", "(uuid|guid|udid|(^|_)uid)$", "hex", length=32, form="uuid"),
    line("text", "@(recurrence|rrule|recurring_rule|recurrence_rule)", "pick_from", list="recurrences"),
    line("text", "(sku|article_no|part_number|model_number|item_code)$", "code", form="AA-000"),
    line("text", "(isbn|ean|gtin|upc|barcode)$", "digits", length=13),
    line("text", "(^|_)(imei|imsi|iccid)$", "digits", length=15),
    line("text", "(^|_)doi$", "code", start="10.5555/", form="000000"),
    line("text", "(^|_)(arn|urn)$", "code", start="urn:example:", form="AA00-000000"),
    line("text", "(^|_)issn$", "code", form="0000-0000"),
    line("text", "(^|_)isrc$", "code", form="AA-A00-00-00000"),
    line("text", "(^|_)(ssn|national_id)$", "code", start="9", form="00-00-0000"),
    line("text", "(^|_)(bic|swift|swift_code)$", "code", form="AAAAAA0A"),
    line("text", "(^|_)mcc$", "digits", length=4),
    line(
        "text",
        "(^|_)(vat|vatin|vat_reg|taxvat|tin|ein|cvr|(company|business|org)_?(number|id_number)|tax_?(number|identifier))$",
        "code",
        form="AA000000000",
    ),
    line("text", "iban(_number|_code)?$", "iban"),
    line("text", "(last_?4|last_four)$", "digits", length=4),
    line("text", "(routing|sort)_?(number|code)$", "digits", length=9),
    line(
        "text",
        "(account|card|customer|tracking|registration|licen[cs]e|serial|invoice|order|reference|document|tax|vat|"
        "ticket|policy|member(ship)?|flight|plate|check)_?(number|no|nr|code|plate|ref|reference)$|^(serial|"
        "reference|ref|tax_id|vat_id)$",
        "code",
        form="AA000000",
    ),
    line("text", "(promo|coupon|discount|voucher|gift)_?code$", "code", form="AAAAA00"),
    line("text", "(iata|airport)_?code$", "pick", values=("LIS", "CPH", "SEA", "YYZ", "VIE", "MEL", "BCN", "DUB")),
    line("text", "(^|_)(code|number)$|^no$", "code", form="AAA00"),
    line(
        "text",
        "(_id|^id|_key|_ref|_uid|^[ckes]id|^sub)s?$|(user|group|account|customer|device|object|role|parent|transaction|external|"
        "ext|entity|batch|topic|chip|session|unit|client|company|project|soft|order|card|event)id$",
        "hex",
        length=12,
    ),
    line(
        "text",
        "(^|_)(identifier|ident|identification|external_reference|custom_ref\\d?|confirmation)$",
        "code",
        form="AA0000",
    ),
    line("text", "@(key|alias|short_?name|abbreviation|abbr|handle_name|key_name|nick)|_alias$", "slug"),
    line("text", "@model(_(name|number|code))?|device_model|vehicle_model|_model$", "code", form="AA-000"),
    line("text", "@(tags|labels|keywords|categories)", "tags_text"),
    line(
        "text",
        "(start|end|begin|opening|closing)?_?time_of_day$|^(opens|closes|open_time|close_time|time)$",
        "time_of_day",
    ),
)
