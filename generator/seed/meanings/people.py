"""What names of columns say about people and places."""

from generator.seed.meanings.lines import Meaning, line

_PEOPLE = (
    "author|creator|owner|sender|organi[sz]er|assignee|reviewer|reporter|recipient|contact|customer|client|guest|"
    "manager|driver|user|requester|approver|editor|uploader|member|passenger|patient|holder|cardholder|attendee|billing|"
    "shipping|beneficiary|commenter|modified_by|updated_by|created_by|assigned_to|requested_by|last_modifying_user|"
    "buyer|seller|supervisor|agent|signer|account_owner|player|participant|employee|student|instructor|teacher|lead|composer|byline|orderer|judge|speaker|coach|principal|investigator|follower|"
    "registrant|panelist|attorney|cardholder_name|cardholder|visitor|worker|candidate|applicant|donor|tenant"
)

LINES: tuple[Meaning, ...] = (
    # people
    line("text", "(first|given|fore)_?names?$|^fname$", "first_name", role="$role"),
    line("text", "(last|family|sur)_?names?$|^lname$", "last_name", role="$role"),
    line("text", "middle_?names?$|^initials$", "initial"),
    line("text", "(user_?name|login|handle|screen_name|nick_?name)$", "username", role="$role"),
    line("text", "e_?mails?(_address(es)?)?$", "email", role="$role"),
    line("text", "(reply_to|from|to|sender|cc|bcc|return|forward(_to|ing)?)_address$|(^|_)forward(_to)?$", "email"),
    line("text", "(^|_)(data_)?(owner|creator)$|^scope_value$", "email", role="owner"),
    line("text list", "@(to|cc|bcc|recipients?|attendees|invitees|participants|members|watchers|reviewers)", "emails"),
    line("list", "e_?mails?(_addresses)?$", "emails"),
    line("text", "@(from|sender|organizer|creator)", "email", role="sender", null=0.0),
    line("text", r"(phone|mobile|telephone|fax|cell|msisdn)(_?(number|no))?$", "phone", role="$role"),
    line("text", "(full|real|legal|holder)_?name$", "person_name", role="$role"),
    line("text", rf"@({_PEOPLE})(_(display_|full_)?name)?", "person_name", role="$role"),
    line("text", r"(^|_)[a-z]+ed_by(_(name|user))?$|(^|_)(commit|tag)ter$", "person_name", role="author"),
    line("text", "(job_title|occupation|profession|position|job_role)$", "occupation"),
    line("text", "(^|_)(gender|sex)$", "pick", values=("female", "male", "female", "male", "nonbinary")),
    line("text", "@(salutation|honorific|title_prefix|prefix)", "pick", values=("Ms", "Mr", "Dr", "Mx")),
    line("text", "@(bio|about|about_me|biography|motto|tagline|signature)", "family_title", family="motto"),
    line(
        "text",
        "(company|organi[sz]ation|employer|vendor|supplier|merchant|brand|manufacturer|publisher|business|"
        "store|carrier|payee|bank|provider|shipper|distributor|institution|agency|insurer|issuer|registrar|sponsor|employer|"
        "operator|dealer|retailer|wholesaler|lender|airline|clinic|hospital|school|university)(_?name)?$|^issuer_cn$",
        "company",
    ),
    line("text", "@(department|division|team_name)", "family_title", family="department"),
    # places
    line(
        "text",
        "(street_secondary|line_?[2-4]|address_?[2-4]|address_complement|address_line_?[3-4]|address_?2|address_line_?2|apartment|suite)$|line2$",
        "address_part",
        part="unit",
        null=0.7,
    ),
    line(
        "text",
        "(street(_?(address|name))?|address_line_?1|address_?1|line_?1)$",
        "address_part",
        part="street",
        role="$role",
    ),
    line("text", "(house|street|building)_?(no|number)$", "digits", length=2),
    line(
        "text",
        "(city|town|locality|municipality|commune|birth_?place|place_of_birth|home_?town|headquarters)(_?name)?$",
        "place_part",
        part="city",
        role="$role",
    ),
    line(
        "text",
        "(^|_)(suburb|district|neighbou?rhood|borough|quarter_name|(?<!administrative_)area|(?<!time_)zone)(_?name)?$",
        "family_title",
        family="place",
    ),
    line(
        "text",
        "country_?(code|iso|prefix)\\w*$|iso_country$|country_alpha_?2$",
        "place_part",
        part="country_code",
        role="$role",
    ),
    line("text", "(country|nationality|jurisdiction)(_?name|_of_\\w+)?$", "place_part", part="country", role="$role"),
    line(
        "text",
        "(province|region|county|administrative_area|country_subdivision|state_code)(_?(name|code))?$|"
        "^state_or_province$|(incorporation|formation)_state$",
        "place_part",
        part="region",
        role="$role",
    ),
    line("text", "(zip|postal|post)_?code$|(^|_)zip$", "place_part", part="postcode", role="$role"),
    line("text", "time_?zone(_?(name|id))?$|^zone_?info$|^tz$|_tz$", "place_part", part="timezone"),
    line("text", "(contract|wallet|ethereum|token|blockchain|btc|eth)_?address$", "hex", length=40, form="0x"),
    line("text", "addressline\\d?$", "address_part", part="street", role="$role"),
    line(
        "text",
        "(bbox|bounds|coordinates?|lat_?lng|lat_?lon|geo_?point|gps|location_point)$",
        "place_point",
        role="$role",
    ),
    line("text", "address$", "address_part", part="full", role="$role"),
    line("text", "@(location|venue|place|where|room|meeting_point)(_name)?", "kind", other="location"),
    line(
        "text",
        "(^|_)(pickup|dropoff|destination|departure|arrival)(_?(location|place|city|station|title|name|label))?$|"
        "^(origin|from|to)$|(^|_)(origin|from|to)_(location|place|city|station|title|name|label)$|"
        "(^|_)(publication|publishing|printing|birth|issuing)_place$",
        "place_part",
        part="city",
        role="$role",
    ),
    line("number text", "lat(itude)?$", "place_number", part="latitude", role="$role"),
    line("number text", "(lng|lon|long|longitude)$", "place_number", part="longitude", role="$role"),
)
