"""Short word lists that values are drawn from or put together with."""

FAMILIES: dict[str, str] = {
    "cloud_region": """
eu-central-1
us-east-1
ap-south-1
eu-west-2
us-west-2
sa-east-1
ap-northeast-1
eu-north-1
ca-central-1
us-east-2
ap-southeast-2
eu-west-1
af-south-1
me-central-1
eu-south-1
us-west-1
""",
    "location": """
Room Juniper, 3rd floor
Café Lumen
Online
Front desk
Market Hall, entrance B
Harbour Street 14
Town hall, main stage
Room Cedar
Studio A
Gym, hall 2
Trattoria Bologna
Quay Road 14, 2nd floor
School, room 2.14
Station, platform 4
The Granary
Warehouse, hall 1
Lakeside car park
Library
Phone
Fernhill office
""",
    "reason": """
Changed my mind
Ordered by mistake
Arrived too late
Duplicate
No longer needed
Found a better price
Wrong size
Moved to another city
On holiday
Customer asked for it
Technical problem
Damaged in transit
Not as described
Budget was cut
""",
    "cause": """
Waiting for a second opinion
Requested by the author
Policy change
Details were missing
Not confirmed in time
Under review by the team
Agreed with the client
Contract is not signed yet
Replaced by a newer version
Data has to be checked first
Asked for by the auditors
Not needed before summer
""",
    "department": """
Finance
Design
Support
Sales
Operations
Marketing
People
Engineering
Legal
Warehouse
Research
Purchasing
""",
    "remark": """
Set up last spring and still in use. | Set up last spring and still in use.
Ask Grace before changing anything here. | Ask Grace before changing anything here.
Used by the support team. | Used by the support team.
Only for the office in Quay Road. | Only for the office in Quay Road.
Replaces the old one from last year. | Replaces the old one from last year.
Needs another look in April. | Needs another look in April.
As agreed in the meeting on Tuesday. | As agreed in the meeting on Tuesday.
Kept for reference. | Kept for reference.
Works as long as nobody renames it. | Works as long as nobody renames it.
For guests and new starters. | For guests and new starters.
Checked by Omar, all good. | Checked by Omar, all good.
Temporary, until the move is over. | Temporary, until the move is over.
The client asked for this one. | The client asked for this one.
Shared with the northern branch. | Shared with the northern branch.
First version, comments welcome. | First version, comments welcome.
Do not delete, the reports depend on it. | Do not delete, the reports depend on it.
Copied from the template and adapted. | Copied from the template and adapted.
Everyone in the team may edit. | Everyone in the team may edit.
Weekdays only. | Weekdays only.
Cheaper than the alternative and nearly as good. | Cheaper than the alternative and nearly as good.
Handed over by Priya. | Handed over by Priya.
Valid until further notice. | Valid until further notice.
Two people have to approve changes. | Two people have to approve changes.
See the handbook, chapter three. | See the handbook, chapter three.
""",
    "motto": """
Likes early trains and strong coffee.
Ten years in logistics, two in ceramics.
Happy to help with spreadsheets.
Runs, reads, repairs bicycles.
New here, please say hello.
Writes about food and small towns.
Part time, usually in before noon.
Speaks Portuguese, English and some Danish.
Believes in checklists.
Looks after two children and forty plants.
Former teacher, current project person.
Will answer on Monday.
Takes photos of doors.
Plays second violin.
Learning to sail.
Always looking for a good soup recipe.
""",
}

NEUTRAL = (
    "standard compact extended light full summary primary secondary local remote seasonal weekly manual "
    "automatic regular internal external shared central mobile classic narrow wide early late short long "
    "single double upper lower front rear open closed mixed plain steady gradual direct partial complete "
    "simple detailed quarterly annual basic"
).split()
NEUTRAL_WORDS = 7
"""How many of them one column has, its own."""

MODIFIERS = (
    "Fernhill,Harbour,Northern,Main,Quay Road,Spring,Lakeside,Backup,Kestrel,Old Mill,Southgate,Pilot,Cedar,Riverside,"
    "Autumn,Central,Museum,Juniper,Station,Summer,Orchard,Lantern,Winter,Canal,Market,Eastern,Foundry,Willow"
).split(",")

AFTERTHOUGHTS = (
    "for Fernhill,for the north,second round,this spring,for the board,with Grace,before the move,for Quay Road,"
    "follow-up,from last year,for the new team,part two,for the summer,revised,short version,for guests"
).split(",")

LONG_AFTERTHOUGHTS = (
    "as agreed with Grace and the people from Fernhill after the second round of comments",
    "the version that everybody signed off before the office moved to Quay Road",
    "which replaces both earlier ones and stays until somebody has a better idea",
    "for the northern branch and whoever else asks for it before the end of the quarter",
)

TAGS = (
    "urgent,home,work,idea,finance,travel,review,family,later,client,internal,spring,draft,important,quick,waiting"
).split(",")

CODE_TAGS = "bug,enhancement,documentation,help wanted,question,regression,design,performance,wontfix,backend".split(
    ","
)
GENRES = "indie folk jazz soul classical electronic ambient rock pop world blues acoustic".split()
TRADE_TAGS = "new,sale,bestseller,gift,seasonal,handmade,clearance,eco,limited,wholesale".split(",")
PASS_WORDS = "maple otter copper lantern harbour velvet juniper comet walnut ember willow saffron".split()

LOCALES = "en en-GB de fr es pt-BR it nl ja sv".split()
CURRENCIES = "EUR USD GBP CAD".split()
UNITS = "piece kg litre box hour metre pack gram".split()
WORDS_OF_STATE = "active active active pending inactive completed".split()
COLOURS = ("#1A73E8,#D93025,#188038,#F9AB00,#9334E6,#E8710A,#12B5CB,#5F6368,#C5221F,#7CB342,#3F51B5,#8D6E63").split(",")
COLOUR_NAMES = "blue red green yellow purple orange teal grey brown pink white black".split()
RECURRENCES = (
    "RRULE:FREQ=WEEKLY;BYDAY=MO",
    "RRULE:FREQ=DAILY;COUNT=10",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=1",
    "RRULE:FREQ=WEEKLY;BYDAY=TU,TH",
    "RRULE:FREQ=YEARLY",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
)
MIME_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "jpg": "image/jpeg",
    "png": "image/png",
    "csv": "text/csv",
    "txt": "text/plain",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
SETTINGS = {
    "DATABASE_URL": "postgres://app@db-main.example:5432/app",
    "LOG_LEVEL": "info",
    "MAIL_FROM": "no-reply@fernhill.example",
    "CACHE_TTL": "300",
    "API_BASE_URL": "https://api.fernhill.example/v1",
    "FEATURE_BETA": "false",
    "TIME_ZONE": "Europe/Lisbon",
    "MAX_UPLOAD_MB": "25",
    "SMTP_HOST": "smtp.fernhill.example",
    "RELEASE_CHANNEL": "stable",
    "WORKER_COUNT": "4",
    "DEFAULT_LOCALE": "en-GB",
    "STORAGE_BUCKET": "fernhill-uploads",
    "SENTRY_ENVIRONMENT": "production",
}
"""What the variables of the family "variable" are set to."""
