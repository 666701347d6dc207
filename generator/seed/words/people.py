"""Names of people who do not exist, places that do, and how the two are put together."""

FIRST_NAMES = (
    "Maya Daniel Priya Tomás Hannah Marcus Leila Jonas Grace Wei Sofia Ethan Amara Lucas Ingrid Omar Claire Mateo "
    "Yuki Nathan Zoë Ibrahim Elena Patrick Nadia Oliver Fatima Henrik Camille Andre Rosa Kenji Julia Samuel Anika "
    "Victor Chloe Rajesh Freya Diego Miriam Anton Lucía Caleb Noor Stefan Isabel Kofi Martha Liam Tamar Hugo Bianca "
    "Arjun Esther Felix Paloma Simon Joy Milan Dara Theo Ruth Emil"
).split()

LAST_NAMES = (
    "Lindqvist Okafor Romero Chen Whitfield Nakamura Haddad Kowalski Brennan Sharma Moreau Castillo Bergström Adeyemi "
    "Fischer Park Donovan Silva Petrov Hughes Rahman Jensen Vargas Mbeki Schneider Tanaka Walsh Marchetti Novak "
    "Delgado Osei Laurent Iyer Gallagher Vega Kimura Hoffmann Bello Ferreira Larsen Abbott Zhang Costa Dubois Mensah "
    "Keller Ortiz Singh Byrne Santos Weber Cohen Popescu Farrell Nguyen Rossi Hartley Yilmaz Blake Sandoval Meyer "
    "Quinn Ivanova Torres Ahmed Lowe Baptiste Sato Reyes Doyle Kaur Bauer"
).split()

TEAM_DOMAINS = ("brightharbor.example", "fernhill.example", "northquay.example", "cedarworks.example")
"""Reserved by RFC 2606: no real mailbox can be meant."""

OTHER_DOMAINS = ("mail.example", "inbox.example", "postbox.example")

AREA_CODES = ("202", "206", "303", "312", "415", "503", "512", "617", "646", "718")
"""With 555-0100 to 555-0199 these numbers are kept for fiction by the North American numbering plan."""

PLACES = (
    ("Lisbon", "Lisboa", "Portugal", "PT", "1100-053", 38.7223, -9.1393, "Europe/Lisbon", "EUR"),
    ("Chicago", "Illinois", "United States", "US", "60614", 41.8781, -87.6298, "America/Chicago", "USD"),
    ("Copenhagen", "Hovedstaden", "Denmark", "DK", "2200", 55.6761, 12.5683, "Europe/Copenhagen", "DKK"),
    ("Portland", "Oregon", "United States", "US", "97209", 45.5152, -122.6784, "America/Los_Angeles", "USD"),
    ("Leeds", "England", "United Kingdom", "GB", "LS1 4DY", 53.8008, -1.5491, "Europe/London", "GBP"),
    ("Toronto", "Ontario", "Canada", "CA", "M5V 2T6", 43.6532, -79.3832, "America/Toronto", "CAD"),
    ("Berlin", "Berlin", "Germany", "DE", "10119", 52.52, 13.405, "Europe/Berlin", "EUR"),
    ("Austin", "Texas", "United States", "US", "78704", 30.2672, -97.7431, "America/Chicago", "USD"),
    ("Melbourne", "Victoria", "Australia", "AU", "3000", -37.8136, 144.9631, "Australia/Melbourne", "AUD"),
    ("Lyon", "Auvergne-Rhône-Alpes", "France", "FR", "69002", 45.764, 4.8357, "Europe/Paris", "EUR"),
    ("Seattle", "Washington", "United States", "US", "98103", 47.6062, -122.3321, "America/Los_Angeles", "USD"),
    ("Barcelona", "Catalonia", "Spain", "ES", "08010", 41.3874, 2.1686, "Europe/Madrid", "EUR"),
    ("Boston", "Massachusetts", "United States", "US", "02116", 42.3601, -71.0589, "America/New_York", "USD"),
    ("Kyoto", "Kyoto", "Japan", "JP", "604-8005", 35.0116, 135.7681, "Asia/Tokyo", "JPY"),
    ("Galway", "Connacht", "Ireland", "IE", "H91 TK33", 53.2707, -9.0568, "Europe/Dublin", "EUR"),
    ("Denver", "Colorado", "United States", "US", "80205", 39.7392, -104.9903, "America/Denver", "USD"),
    ("Utrecht", "Utrecht", "Netherlands", "NL", "3511 LX", 52.0907, 5.1214, "Europe/Amsterdam", "EUR"),
    ("Montréal", "Québec", "Canada", "CA", "H2X 1Y6", 45.5019, -73.5674, "America/Toronto", "CAD"),
    ("Vienna", "Vienna", "Austria", "AT", "1070", 48.2082, 16.3738, "Europe/Vienna", "EUR"),
    ("Singapore", "Singapore", "Singapore", "SG", "049315", 1.3521, 103.8198, "Asia/Singapore", "SGD"),
    ("Savannah", "Georgia", "United States", "US", "31401", 32.0809, -81.0912, "America/New_York", "USD"),
    ("Gothenburg", "Västra Götaland", "Sweden", "SE", "411 06", 57.7089, 11.9746, "Europe/Stockholm", "SEK"),
    ("Wellington", "Wellington", "New Zealand", "NZ", "6011", -41.2866, 174.7756, "Pacific/Auckland", "NZD"),
    ("Bologna", "Emilia-Romagna", "Italy", "IT", "40126", 44.4949, 11.3426, "Europe/Rome", "EUR"),
)
"""City, region, country, ISO 3166 code, a postcode there, latitude, longitude, time zone, currency."""

SPOKEN_THERE = {
    "PT": ("351", "pt-PT"), "US": ("1", "en-US"), "DK": ("45", "da"), "GB": ("44", "en-GB"), "CA": ("1", "en-CA"),
    "DE": ("49", "de"), "AU": ("61", "en-AU"), "FR": ("33", "fr"), "ES": ("34", "es"), "JP": ("81", "ja"),
    "IE": ("353", "en-IE"), "NL": ("31", "nl"), "AT": ("43", "de-AT"), "SG": ("65", "en-SG"), "SE": ("46", "sv"),
    "NZ": ("64", "en-NZ"), "IT": ("39", "it"),
}  # fmt: skip
"""Country → how its telephone numbers begin and what most of its people speak."""

STREETS = (
    "Harbour Street,Mill Lane,Orchard Road,Station Road,Chestnut Avenue,Bridge Street,Garden Terrace,Market Square,"
    "Linden Street,Quay Road,Church Lane,Park View,Canal Street,Willow Way,High Street,Observatory Hill,Foundry Lane,"
    "Rosewood Drive,Lakeside Avenue,Museum Street,Old Post Road,Fairview Crescent,Juniper Court,Weaver Street"
).split(",")

OCCUPATIONS = (
    "Product Manager,Software Engineer,Office Manager,Accountant,Graphic Designer,Sales Lead,Data Analyst,"
    "Customer Success Manager,Operations Coordinator,Marketing Specialist,Recruiter,Architect,Nurse,Teacher,"
    "Project Manager,Support Engineer,Copywriter,Head of Finance,Research Assistant,Event Planner"
).split(",")
