"""What names of columns say about dates and times."""

from generator.seed.meanings.lines import Meaning, line

LINES: tuple[Meaning, ...] = (
    # moments
    line(
        "date datetime",
        "(^|_)(last|latest|most_recent|previous|first)_(?!update|change|modif)",
        "past",
        from_days=-90,
        to_days=-1,
    ),
    line("date datetime", "birth|dob$|born", "past", from_days=-25000, to_days=-7300, hours=0),
    line(
        "date datetime text",
        "@(date_)?(created?|added|inserted|registered|joined|signed_up|creation|opened|posted|uploaded|"
        "submitted|ordered|placed|issued|recorded|received|internal|booked|requested|hired)(_?(at|on|time|date|"
        "timestamp|date_time|datetime))?",
        "past",
        from_days=-150,
        to_days=-2,
        null=0.0,
        ascending=True,
    ),
    line(
        "date datetime text",
        "(^|_)(updated?|modif(y|ied)|changed?|edited|refreshed|synced|viewed)(_\\w*)?$|"
        "^last_(update|change|modification)\\w*",
        "after_past",
        null=0.0,
    ),
    line(
        "date datetime",
        "(started|ended|finished|departed|arrived|completed|closed|resolved|checked_(in|out)|cancel+ed|paid|sent|"
        "delivered|shipped|archived|deleted|published|approved|rejected|read|seen)(_?(at|on|time|date))?$",
        "past",
        from_days=-90,
        to_days=-1,
    ),
    line("date datetime", "(^|_)(due|deadline|target)(_|$)", "around", from_days=-12, to_days=30),
    line(
        "date datetime",
        "(^|_)(expected|estimated|estimate|planned|promised|eta|remind|reminder|reminders|appointment|hearing|embargo|"
        "not_after|retirement|termination|maturity|scheduled_for|reset|review_date)(_|$)",
        "around",
        from_days=2,
        to_days=60,
    ),
    line(
        "date datetime",
        "(expir|valid_until|valid_to|renew|next_|trial_end|ends_on|until|best_before)",
        "around",
        from_days=5,
        to_days=330,
    ),
    line(
        "date datetime",
        "(start|begin|check_?in|departure|depart|from|scheduled|pickup|arrival_from|open)(s|ed)?(_?(at|on|time|"
        "date|date_?time|day))?$",
        "around",
        from_days=-21,
        to_days=45,
        null=0.0,
    ),
    line(
        "date datetime",
        "(end|finish|check_?out|arrival|arrive|return|dropoff|close)(s|ed)?(_?(at|on|time|date|date_?time|day))?$",
        "around",
        from_days=-20,
        to_days=46,
    ),
    line(
        "date datetime",
        "@(date|day|event_date|booking_date|schedule_date|appointment_date|delivery_date|ship_date)",
        "around",
        from_days=-30,
        to_days=30,
    ),
    line("date datetime", "", "past", from_days=-180, to_days=-1),
)
