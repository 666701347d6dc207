"""Short lists for columns that hold one of a few words: an entry is `name || pattern of the column's name || values`.

The pattern is searched in the name between the start or `_` and the end, with `@` in front in the whole name; the
first entry that matches is taken, so the special ones stand before the general ones. Values are separated by `;`.
Where a name ends in `type` and no entry is about its noun, the values are such as most services use.
"""

import re
from functools import lru_cache

CHOICES = r"""
vehicle_make || vehicle_make || Calder;Norvik;Meridian;Tavola;Hartmann;Solano
search_term || search_term || linen apron;opening hours;return label;gift card;spare parts;office chair;price list
progress_message || progress_message || Accepted;Waiting for the other side;Completed without problems;In progress
remark_word || remark_word || priority customer;by phone;pallet;second shift;no invoice;gate B;fragile
truth || @(is|has|can|allows?|enable)_\w+|\w+_enabled|enabled|valid|active|approved|completed|deprecated
    || true;true;false
account_type || account_types? || checking;savings;business
address_type || (address|email|mail)_types? || home;work;billing
phone_type || (phone|telephone|mobile)_types? || mobile;work;home
contact_type || (contact|relationship|relation|partner)_types?|relationship || customer;supplier;partner
party_type || ((legal_)?entity|party|customer|client|owner|holder|tenant|taxpayer)_types? || individual;business
card_type || @(credit_)?card_(type|brand|network|scheme)|card || Visa;Mastercard;Amex
payment_type ||
    (payment|tender|pay|method_of_payment)(_(type|method|service_type|mode|option|means))+|payment_method_\w+
    || card;bank transfer;cash;direct debit
transaction_type || (transaction|txn|tx|entry|ledger|journal|booking|movement)_types? || sale;refund;transfer;fee
document_type || (document|file|attachment|paper|evidence|voucher)_types? || invoice;contract;report;receipt
report_type || (report|summary|statement)_types? || summary;detailed;weekly
user_type ||
    (user|author|member|actor|subject|sender|reviewer|assignee|creator|principal|identity)_types?
    || user;team;service account
job_type || (task|job|process|build|action|command|instruction)_types? || import;export;sync;cleanup
event_type ||
    (event|activity|operation|trigger|change|log|notification|audit|webhook|message|alert)_types?|event(_name)?|
    trigger|operation|verb|query_action
    || created;updated;deleted;viewed
action || actions?(_(name|taken))? || create;update;delete;view
target_type ||
    (target|parent|object|resource|item|related|linked|reference|referenced_element|associated|source_artifact|
    owner|viewer|element|asset|component|node|commentable|attachable|assigned_object)_types?
    || project;file;folder;report
source_type ||
    (source|origin|channel|creation|lead|referral|traffic|provider|import|data_source|destination)_(types?|source|
    method|kind)|lead_source|source|origin|referrer|referer|channel|utm_source
    || web;import;api;email;referral
field_type ||
    (field|data|column|value|attribute|return|property|parameter|variable|question|input|custom_field|option|
    display|cell|line|key|element)_types?|data_?type
    || text;number;date;boolean
location_type ||
    (location|place|facility|site|venue|property|building|store|point|area|zone)_types?
    || office;warehouse;shop
item_type || (product|item|article|goods|variant|stock|sku)_types? || physical;digital;service
shipping ||
    (shipment|shipping|delivery|freight|postage|carrier)_(type|method|service|mode|option|speed|code|carrier)s?|
    service_level
    || standard;express;pickup
discount_type ||
    (discount|coupon|promotion|price|rebate|adjustment|surcharge|fee|modifier|commission)_types?
    || percentage;fixed
tax_type || (tax|vat|gst)_?(type|code|class|category|rate_name|system)s? || standard;reduced;zero
contract_type ||
    (contract|employment|worker|shift|job|position|agreement)_types?
    || full time;part time;fixed term;internship
device_type || (device|client|terminal|hardware|machine|printer|equipment|sensor)_types? || phone;tablet;laptop;sensor
image_type ||
    (image|photo|picture|format|render|thumbnail|file|output|export|audio|video|media)_(format|extension)|
    image_type|formats?
    || png;jpg;pdf;csv
auth_type ||
    (auth|authentication|grant|login|credential|security|token|key|encryption)_?(types?|methods?|scheme|mode|
    mechanism)|authentication|authorization|authenticator
    || password;oauth2;api_key;certificate
storage_type ||
    (storage|disk|volume|backup|database|db|cache|index|conn|connection|backend|datasource|container)_?types?
    || ssd;local;network
network_type || (network|interface|port|cable|link|circuit|vlan|ip|apn|wan|lan)_types? || public;private
record_type || (record|dns|rdns|zone)_types? || A;CNAME;MX;TXT
subscription_type ||
    (subscription|plan|membership|licen[cs]e|package|service|tier|model|account|class|rate|room|sample|org|
    organi[sz]ation|company|group|team|list|set|scope|tag|label|category|order|request|case|ticket|issue|project|
    ship|shape|policy|rule|block|template|page|theme|map|test|scan|study|term|script)_?(sub)?types?
    || standard;premium;basic
types || ((sub)?types?|kind|variant|class(ification)?|classification_type|archetype) || standard;premium;basic;custom
os || @os|operating_system|os_name|platform|os_type || Linux;Windows;macOS;Android;iOS
browser || browser(_name)?|session_browser || Firefox;Chrome;Safari;Edge
architecture || arch(itecture)?|cpu_arch\w* || x86_64;arm64
engine || (engine|dialect|dbtype|backend|driver) || postgresql;mysql;sqlite
algorithm || (algorithm|algo|cipher|hash_function|digest_type|kty|alg|encryption) || sha256;ed25519;aes-256-gcm;rsa-2048
http_method || (http|request|send|query|call|callback)_?(method|verb) || GET;POST;PUT;DELETE
protocol || (protocol|scheme)|ip_protocol || https;https;http;tcp;udp
environment || env(ironment)?(_name)?|deployment_env\w*|stage_name || production;staging;development
runtime || runtime|programming_language|interpreter|stack || python3.12;node22;go1.23;ruby3.4
license || licen[cs]e || MIT;Apache-2.0;BSD-3-Clause;CC-BY-4.0
priority || (priority|severity|urgency|importance|criticality|impact) || low;normal;high
log_level || @(log_)?level|log_type|loglevel || info;warning;error
visibility || (visibility|privacy|sharing|audience)|access(_(type|level|mode))?|presence || public;private;team
verb || @method|verb|http_method || GET;POST;PUT;DELETE
mode || mode|method || automatic;manual
direction || direction || inbound;outbound
period ||
    (interval(_(unit|type))?|periodicity|period|frequency|cycle|granularity|aggregation|cadence|timeframe)|repeats?|
    every
    || daily;weekly;monthly
duration_text ||
    (duration|timeout|delay|ttl|time_spent|elapsed|lifetime|retention|age_limit)|runtime
    || 15m;30m;1h;2h;1d
size || @size|shirt_size|size_name|clothing_size || S;M;L;XL
condition || (item_|product_)?condition || new;used;refurbished
suffix || (name_)?suffix || Jr.;Sr.;PhD;II
name_prefix || name_prefix|honorific_prefix || Ms;Mr;Dr;Mx
series || (invoice|order|number|quote|ticket|sequence|document|receipt|code)_?(prefix|series|serie) || INV;ORD;QUO;REC
prefix || @prefix|key_prefix|path_prefix || app;web;api;data
marital || marital_status|civil_status || single;married;divorced
align || (align(ment)?|halign|valign|justify) || left;center;right
orientation || orientation || portrait;landscape
weekday ||
    (day_of_week|weekday|week_day|start_of_week|first_day_of_week|day)|day_name
    || Monday;Tuesday;Wednesday;Thursday;Friday
month || month(_name)? || January;March;May;September;November
quarter || quarter|fiscal_quarter || 2025-Q3;2025-Q4;2026-Q1;2026-Q2
season || season(_name)? || spring;summer;autumn;winter
currency_symbol || (currency|currentcy)_symbol\w*|symbol_(left|right) || €;$;£
ticker || (ticker|ticker_symbol|stock_symbol|symbol) || FNHL;QUAY;CDRW;NRTH;BRHB;LMPS;OLDM;KSTR
operator || operator|comparison|comparator || equals;contains;greater_than;starts_with
verdict || (result|outcome|conclusion|verdict|decision) || passed;passed;failed;inconclusive
resolution || @resolution(_type)? || Fixed;Done;Duplicate;Cannot reproduce
error ||
    (errors?(_(message|text|detail|description|info))?|failure(_(message|msg|detail|reason|text|description))?|
    failed_reason|stack_?trace|exception|status_message|status_msg|last_error)
    || Connection timed out;File not found;Quota exceeded;Invalid signature;Access denied
error_code || error_code || E_TIMEOUT;E_NOT_FOUND;E_QUOTA;E_DENIED
reaction || (reaction|emoji|shortcode|shortcodes) || thumbs_up;heart;tada;eyes;rocket;smile
sort_how || sort_(how|order|direction)|order_direction || asc;desc
sort_by || (sort|order)_?by|sort_field|sort_key || created;name;updated
scope || scopes? || read;write;read write;admin
rights || (rights|access_rights?|permissions?(_\w+)?|privileges?|capabilit(y|ies)) || read;write;admin
strategy || (strategy|strategies) || rolling;all at once;one by one
industry ||
    (industry|sector|vertical|line_of_business|business_type)
    || Retail;Logistics;Education;Healthcare;Software;Hospitality
species || species|animal_type || dog;cat;rabbit;horse
breed || breed || Labrador;Tabby;Border Collie;Persian;Beagle
cuisine || cuisine(_type)? || Italian;Japanese;Mexican;Indian;Lebanese
diet || diet(ary)?\w* || vegetarian;vegan;none;gluten free
medium || @utm_medium|medium|marketing_medium || email;social;search;print
utm || utm_(term|content|campaign)|campaign_(code|source) || spring-launch;newsletter;autumn-sale;partners
encoding || (encoding|charset|character_set) || UTF-8;UTF-8;ISO-8859-1
language_name || language_name|language_(display|label) || English;German;French;Spanish;Portuguese
weight_unit || (weight|mass)_?unit\w* || kg;g;lb
length_unit || (length|dimension|distance|size|height|width|depth)_?unit\w* || cm;m;in
time_unit || (time|duration|period|interval|age)_?unit\w* || minutes;hours;days
temperature_unit || temp(erature)?_?unit\w* || celsius;fahrenheit
json ||
    (json(_\w+)?|payload|params|parameters|args|arguments|metadata|extra(_\w+)?|custom_data|config(uration)?|
    configuration_\w+|settings|options|attributes|properties|schema|definition|context|data|request_data|
    response_data|event_data|kv_?value|feature_?set|variables|headers|preferences|manifest|specification|spec|
    openapi)
    || {"notify": true};{"limit": 50};{"theme": "dark"};{"retries": 3};{"region": "north"}
expression ||
    (expression|filter|jql|criteria|formula|predicate|rule_param|condition(s|_expr\w*)?|search_filter|query_string)
    || status = 'open';priority = 'high';created > '2026-01-01';owner = 'me'
sql || sql(_\w+)?|sql || SELECT * FROM orders;SELECT count(*) FROM visits;SELECT name FROM customers ORDER BY name
command ||
    (command|cmd|script|start_command|entrypoint|task_command)
    || npm run build;python main.py;make test;./deploy.sh
css || (css|styles?heet|css_styles) || body { margin: 0 };h1 { color: #1a73e8 };.card { padding: 1rem }
cron || (cron(tab)?|cron_expression|schedule_expression|crontab) || 0 8 * * 1-5;*/15 * * * *;0 2 * * 0
regex || (regexp?|pattern|validation_regexp|mask) || ^[A-Z]{2}\d{4}$;^\d{5}$;^[a-z0-9-]+$
participle || @(?!speed|feed|seed|bed|breed|need|weed|embed|shed)[a-z]+ed || true;true;false
value || values?|default|default_value|opt|answers? || 12;blue;yes;medium;2026;north
"""


@lru_cache(maxsize=1)
def choices() -> dict[str, tuple[re.Pattern[str], tuple[str, ...]]]:
    """Name → the pattern of columns and the values, in the order of the table."""
    found = {}
    for text in re.sub(r"\n +", "", CHOICES).strip().splitlines():
        name, pattern, values = (part.strip() for part in text.split("||"))
        start = "^" if pattern.startswith("@") else "(?:^|_)"
        found[name] = re.compile(rf"{start}(?:{pattern.removeprefix('@')})$"), tuple(values.split(";"))
    return found


def choice_of(name: str) -> str | None:
    """The name of the list that a column's values are from; None if no entry matches."""
    return next((choice for choice, (pattern, _) in choices().items() if pattern.search(name)), None)
