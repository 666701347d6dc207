"""What an environment is about: one of a fixed list of domains, told by the words of its things and its description.

A word speaks for one or more domains. What the API is called and what most of its operations are about count as much as
what this part of it keeps, where generic words (a user, an event, a room) count a third; columns only decide where the
rest is silent. The evidence names the words and where they stand, so that a reader can disagree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.description import Description
from generator.english import singular
from servers.farm.model import Domain, DomainName, Environment

_TABLE: Mapping[DomainName, str] = {
    "office": """
        calendar! task! todo! note notebook! document doc spreadsheet! sheet! slide! presentation drive! folder file
        board! card! checklist! project! reminder! meeting! agenda whiteboard! form survey questionnaire worksheet
        workbook! timesheet! timer workspace checkin sprint milestone! template signature! envelope! pdf! page wiki!
        database contact appointment! booking schedule! scheduler attachment workflow approval assignment
        collaborative! powerpoint! excel! pad""",
    "commerce": """
        order! product! cart! basket! checkout! catalog! catalogue! sku! shop! store! storefront! variant! coupon!
        discount! promotion customer! merchant! inventory! stock price pricelist! seller! buyer! marketplace!
        ecommerce! collection gift wishlist! return refund sale terminal loyalty reward voucher! brand offer item
        vendor supplier purchase! retail! auction! bid commerce! fulfillment! shopping! shopper! manufacturing!""",
    "finance": """
        payment! invoice! account transaction! bank! banking! balance! card charge! payout! transfer ledger! journal!
        budget! tax! currency! exchange wallet! loan! credit! debit! mortgage! stock trade! portfolio crypto! bitcoin!
        blockchain! coin! token price quote dividend! fund! asset bill! billing! subscription expense! receipt!
        accounting! accountant finance! financial! money! lending! insurance! policy claim premium pension payee!
        mandate! iban! settlement! dispute! reconciliation! creditor! debtor! ach! wire forex! rate nft! investor!
        payroll deposit! withdrawal! insurer! trading! treasury! reimbursement! payable! receivable! cheque! vat!""",
    "travel": """
        flight! airline! airport! hotel! room reservation! booking! trip! itinerary! passenger! traveler! traveller!
        guest! stay! ride rental! tour! accommodation! car cruise! train station departure! arrival! seat! fare!
        boarding! luggage! visa! bus transit! taxi! travel! hospitality! property availability place attraction!
        sightseeing! timetable! journey! stop parking! railway! tourism! airfare!""",
    "communication": """
        message! conversation! channel! chat! thread! sms! call! voice! voicemail! phone! email! mail! inbox mailbox!
        recipient! sender! fax! messaging! participant notification! push reaction mention dm! group emoji! presence
        friend follower! post comment bot! webinar! caller! conference! telephony! whatsapp! telegram! slack! bounce!
        smtp! discord! mute! subscriber suppression! transcription mailing! chatbot! telephone! voip! messenger! imap!
        tweet! meeting attendee topic forum! postcard! handwriting! letter alerting! oncall! pager! social! toot!""",
    "development": """
        repository! repo! commit! branch! issue! pull! merge! pipeline! build! deployment! deploy! release! package!
        gist! workflow runner! artifact! job test! bug! git! github! gitlab! ci! webhook environment variable secret
        project milestone label! sdk! app application developer! flag! feature! experiment! error crash! stack
        snippet! lint! changelog! schema endpoint! openapi! spec mock! review integration plugin! extension!
        translation! locale! key string sandbox compiler! docker screenshot continuous codespace! code redirect crawl
        crawler!""",
    "cloud": """
        server! instance! cluster! node! bucket volume! disk! snapshot! image droplet! kubernetes! container! vm!
        network! subnet! vpc! firewall! loadbalancer! balancer! dns! zone record domain! certificate region function
        lambda! queue topic database replica! backup cdn! storage! registry! namespace! machine! host hosting! pool
        autoscaling! metric! alarm! log dashboard! monitor! alert route gateway! proxy! ip! compute! cloud! stack
        quota subscription tenant provisioning! edge hypervisor! serverless! ssl! tls! nameserver! infrastructure!
        datacenter! alerting! crawler redirection""",
    "health": """
        patient! doctor! appointment medication! prescription! drug! allergy! allergen! diagnosis! clinic! clinical!
        hospital! practitioner! encounter! observation! immunization! vaccine! lab procedure! symptom! condition
        health! medical! dental! therapy! fitness! workout! exercise! nutrition! meal sleep! weight heart! glucose!
        insurance referral! care nurse! pharmacy! provider covid! disease! fhir! wellness! blood! dose! dicom!
        radiology! physician! diagnose! vaccination! healthcare! strain genome! gene! protein! gym""",
    "media": """
        song! track! album! artist! playlist! podcast! episode! video! photo! image movie! film! show! series! channel
        stream! broadcast! radio! news! article! book! author! publisher! magazine! gallery! genre! lyrics! audio!
        music! media! caption! livestream! thumbnail! creator! library review rating! trailer! actor! tv! season!
        story! blog! post! comment gif! font illustration! feed! newspaper! headline! section! chapter! clip!
        watchlist! watched streaming! audiobook! screenshot! cinema! tweet! speech! transcript! recorder! television!
        programme! webtoon! anime! manga! render! animation! logo""",
    "education": """
        course! student! teacher! lesson! classroom! class assignment grade! exam! quiz! school! university! college!
        enrollment! enrolment! curriculum! syllabus! learner! learning! lecture! tutor! tutoring! academy! campus!
        education! training! certificate! attempt question! answer! flashcard! dictionary! word! vocabulary! textbook!
        rubric! submission instructor! scholar! study! subject coursework! guardian! educational! pupil! trainee!
        trainer! teaching! seminar! scholarly! preprint! library learn!""",
    "real_estate": """
        listing! property! tenant! lease! landlord! rent! apartment! house! building! unit floor agent! broker!
        brokerage! realty! mortgage parcel address zoning! realtor! estate! condo! rental! room neighborhood!
        neighbourhood! plot! facility office floorplan! showing! sqft! housing! bedroom! tenancy!""",
    "logistics": """
        shipment! carrier! tracking! warehouse! parcel! package delivery! driver fleet! vehicle! route! freight!
        container! truck! courier! manifest! pickup! dispatch! label rate dock! pallet! load! shipping! ship!
        logistic! depot stop! bin! picking! inbound! outbound! transport! transportation! cargo! fulfillment! postal!
        address! geofence! telematics! trip! supply! port! vessel! shipper! waybill! consignment! manufacturing
        inventory mail routing! matrix postcode!""",
    "people": """
        employee! candidate! applicant! job! recruiter! recruiting! hiring! interview! onboarding! payroll! leave!
        absence! vacation! timeoff! department! position! benefit! salary! hr! hris! staff! shift! roster! worker!
        contractor! lead! contact! deal! crm! company! opportunity! person skill resume! cv! compensation!
        performance! org team profile member! membership! volunteer! donor! donation! relationship! ticket agent
        helpdesk! support! agency headcount! workforce! timesheet! overtime! prospect cadence! timekeeping!
        organization scim""",
    "government": """
        citizen! license licence permit! vote voter! election! candidate! bill! legislation! legislator! law!
        parliament! congress! senate! council! court! case! judge! police! crime! passport! census! tax ministry!
        agency! municipality! city county! government! gov! regulation! regulator! registry! statute! petition!
        politician! party docket! filing! inspection! complaint! grant! province! representative! hearing! patent!
        trademark! certificate! gazette! federal! municipal! minister!""",
    "marketing": """
        campaign! ad! advert! advertisement! adset! audience! segment! newsletter! list subscriber! click conversion!
        keyword! creative! impression! landing! lead! funnel! attribution! affiliate! influencer! seo! utm! tracking
        publisher! advertiser! placement! promotion! marketing! email template link! shortlink! qr! referral! brand!
        banner! tag pixel! engagement! opt autoresponder! automation backlink! retarget! retargeting! advertising!
        unsubscribe! datapoint redirect! redirection! crawler sitemap! prospect! cadence! social feedback""",
    "security": """
        role permission policy! group session identity certificate! secret! vault! password credential authentication!
        auth! oauth mfa! sso! scan! vulnerability! threat! malware! incident! detection! indicator! alert breach!
        audit! compliance! risk! blacklist! blocklist! captcha! fraud! phishing! encryption! firewall! fingerprint!
        sensor intrusion! finding! cve! kyc! face passwordless! saml! ldap! jwt! antivirus! login signin background
        openid! authorize userinfo! denylist! allowlist! realm! acl reputation liveness! selfie! aml! verification
        whitelist scim!""",
    "data": """
        dataset! table query column! report! dashboard! chart! metric! analytics! statistic! indicator! series!
        warehouse model! prediction! label feature! experiment notebook pipeline index document collection! entity
        embedding! search! survey! response! poll! forecast! weather! map layer! geocode! location coordinate!
        measurement! sample gene! genome! protein! species! taxonomy! observation paper! citation! dataflow! stream
        annotation! corpus! ontology! vocabulary! temperature! satellite! earthquake! classifier! recommendation!
        personalize! clustering! etl! timeseries! aggregate strain! allele! genotype! pathway! biology! bacterial!
        speech transcript sentiment! preprint research! connector lemmatize! nlp! linguistic!""",
    "food": """
        recipe! restaurant! menu! meal! ingredient! dish! cuisine! kitchen! food! beverage! drink! wine! beer!
        brewery! coffee! grocery! table reservation delivery chef! nutrition! diet! cocktail! pizza! cook! cooking!
        bakery! order catering! allergen! eatery! dining!""",
    "devices": """
        device! sensor! thermostat! light! bulb! switch! gateway! firmware! telemetry! reading! meter! camera! lock
        hub home! appliance! robot! drone! printer! scanner! beacon! rfid! iot! vehicle battery! charger! charging!
        smart! temperature! humidity! alarm! scene! actuator! telematics! energy! solar! inverter! tracker! position
        geofence! ecu! thing! shadow! gps! chargepoint! chargestation! ocpp! kwh! electricity! metering! plc!
        connector recorder historian!""",
    "leisure": """
        game player! match team league! tournament! score! leaderboard! achievement! quest! level character guild!
        season! fixture! sport! athlete! race! club! event ticket! venue! concert! festival! performer! seat betting!
        bet! lottery! fantasy! hero! weapon! item card! deck! puzzle! chess! activity! workout segment trail! hike!
        camp! camping! hunting! fishing! dating! pet! animal! horoscope! joke! quote! trivia! theater! theatre!
        museum! artwork! gaming! matchmaking! esport! clan! gym!""",
}
"""Domain → its words; "!" marks one that hardly means anything else, which counts double."""

_GENERIC = frozenset(
    singular(word)
    for word in """
        access account action activity address agent alert app application asset assignment attachment audit auth
        authentication authorization availability backup billing board book booking bucket bundle call card category
        certificate channel chart chat check class code collection comment company component condition config contact
        content credential customer dashboard database date deal depot destination device doc document domain draft
        email endpoint entity environment error event experiment feature feed feedback field file filter flag folder
        follower font form function game group history hook host id image inbox index instance integration invitation
        issue item job jwt key label lending level library licence license link list location lock log login mail map
        match me member membership message metric model name namespace network note notification oauth object offer
        order org organization page parameter participant partner password pdf permission person phone photo pipeline
        place plan point policy pool position post presence product profile project property provider push query queue
        rate rating reaction reading recipient record redirect region registry release render report request resource
        response review role room route rule sample sandbox schedule schema search secret section segment sender
        series server service session setting show social source sso stack stage stat state statistic status step stop
        store story stream string submission subscription summary support tag target task team template test thread
        ticket timer token topic track tracking transfer trigger type unit upload user value variable vendor
        verification version view vote webhook website whitelist workflow workspace zone
    """.split()
)
"""What services of every domain keep; such words decide only where nothing else does."""

_OF_THINGS, _OF_TITLE, _OF_SUMMARY, _OF_NOUNS, _OF_COLUMNS = 2.0, 4.0, 1.0, 7.0, 0.25
"""What a word counts: of what is kept, of the title, the host and the first sentences, of all paths, of a column. Of
the paths it counts by the root of the share of operations that are about it."""
_GENERIC_SHARE, _GENERIC_NAMES = 1 / 3, 0.6
"""What of that a generic word counts: among many, and where it is the API's own name or what its paths are about."""
_LEAST = 3.0
"""What must speak for a domain at least; less is no evidence."""
_BEGUN, _SHORTEST, _REST = 0.5, 4, 3
"""Of a made-up name: what the word counts that it begins with, the letters of that word, and of the rest, at least."""
_SHOWN, _FIRST, _SUMMARY, _NOUNS = 4, 20, 60, 40
"""How many words are told as evidence, read of a summary as its first words and at all, and read of the paths."""
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+")
_WORD = re.compile(r"VoIP|IoT|OAuth|OpenID|[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DULL = frozenset(
    """
    api apis service services rest restful web v open data platform public client the of and for googleapis amazonaws
    azure
    """.split()
)
_BOILERPLATE = frozenset(
    "doc documentation spec specification openapi swagger sdk developer endpoint sample example system note".split()
)
"""What titles and summaries say of the description itself."""


@cache
def _weights() -> Mapping[str, Mapping[DomainName, float]]:
    """Word → what it counts for each domain: a word of several domains counts less for each."""
    found: dict[str, dict[DomainName, float]] = {}
    for domain, text in _TABLE.items():
        for word in text.split():
            found.setdefault(singular(word.rstrip("!")), {})[domain] = 2.0 if word.endswith("!") else 1.0
    return {word: {name: value / len(of) ** 0.5 for name, value in of.items()} for word, of in found.items()}


@dataclass(frozen=True, slots=True)
class _Source:
    """Words from one place, each with what it counts there. `name` is how a reader knows the place."""

    name: str
    words: Mapping[str, float]
    generic: float = _GENERIC_SHARE
    """What of that a generic word counts."""


def domain_of(environment: Environment, description: Description | None = None) -> Domain:
    """The domain of an environment, with the words that tell it; "other" where none does.

    `description` is the one that it came from: what the whole API is called, says and is about counts too.
    """
    found = [*_of_description(description), *_of_environment(environment)]
    return _judged(found if description is not None else [_titled(environment.title), *found])


def likely_domain(description: Description) -> DomainName:
    """What a description seems to be about, before anything is made of it; "other" where no word tells."""
    return _judged(list(_of_description(description))).name


def _judged(sources: Sequence[_Source]) -> Domain:
    told = {name: _evidence(sources, name) for name in _TABLE}
    scores = {name: sum(item.counts for item in found) for name, found in told.items()}
    best, second = sorted(scores, key=lambda name: -scores[name])[:2]
    if scores[best] < _LEAST:
        return Domain(name="other", because="no word of its things or its title is told of a domain", confidence=0.0)
    return Domain(
        name=best,
        because=_because(told[best]),
        confidence=round(min(0.95, 0.5 + 0.5 * (1 - scores[second] / scores[best])), 2),
    )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A word that speaks for a domain, where it stands, and how much it counts."""

    word: str
    source: str
    counts: float


def _evidence(sources: Sequence[_Source], domain: DomainName) -> list[_Evidence]:
    """What speaks for a domain, the strongest first."""
    found = [
        _Evidence(word, source.name, counts * value * (source.generic if word in _GENERIC else 1.0))
        for source in sources
        for word, counts in source.words.items()
        if (value := _weights().get(word, {}).get(domain, 0.0))
    ]
    return sorted(found, key=lambda item: -item.counts)


def _because(found: Sequence[_Evidence]) -> str:
    """The strongest words and where they stand: "its paths: invoice, payment; its things: bank"."""
    shown: dict[str, str] = {}
    for item in found:
        shown.setdefault(item.word, item.source)
    places: dict[str, list[str]] = {}
    for word, place in list(shown.items())[:_SHOWN]:
        places.setdefault(place, []).append(word)
    return "; ".join(f"{place}: {', '.join(words)}" for place, words in places.items())


def _of_description(description: Description | None) -> Iterator[_Source]:
    if description is None:
        return
    yield _titled(description.title)
    yield _named("its host", _host(description), _OF_TITLE / 2)
    summary = _prose(description.summary)
    yield _Source("its summary", dict.fromkeys(summary[:_SUMMARY], _OF_SUMMARY))
    yield _Source("its first words", dict.fromkeys(summary[:_FIRST], _OF_SUMMARY), generic=1.0)
    yield _Source("its paths", _nouns(description), generic=_GENERIC_NAMES)


def _titled(title: str) -> _Source:
    return _named("its title", _prose(title), _OF_TITLE)


def _named(place: str, words: Sequence[str], counts: float) -> _Source:
    """What names say: their words, and less what a made-up name begins with ("mail" of "Mailpigeon")."""
    begun = {begin: counts * _BEGUN for word in words if (begin := _beginning(word))}
    return _Source(place, begun | dict.fromkeys(words, counts), generic=_GENERIC_NAMES)


def _beginning(name: str) -> str:
    """The longest word of the table that a long name begins with, "" for none and where it is a word itself."""
    known = _weights()
    sizes = range(len(name) - _REST, _SHORTEST - 1, -1)
    return "" if name in known else next((name[:size] for size in sizes if name[:size] in known), "")


def _of_environment(environment: Environment) -> Iterator[_Source]:
    yield _Source("its things", _words(environment.entities, _OF_THINGS))
    columns = [name for entity in environment.entities.values() for name in entity.columns]
    yield _Source("its columns", _words(columns, _OF_COLUMNS))


def _words(names: Iterable[str], counts: float) -> dict[str, float]:
    return {word: counts for name in names for word in _told(name)}


def _host(description: Description) -> list[str]:
    """The words of the document's place in its package, where descriptions lie below the host of their API."""
    return _told(re.sub(r"\.\w{2,5}\b|\W", " ", description.origin.source.partition("#")[2]))


def _nouns(description: Description) -> dict[str, float]:
    """The words that occur in most paths: what the whole of an API is about, of which this may be a part."""
    of_each = [_path_words(operation.path) for operation in description.operations]
    counted = Counter(word for words in of_each for word in words)
    return {word: _OF_NOUNS * (times / len(of_each)) ** 0.5 for word, times in counted.most_common(_NOUNS)}


def _path_words(path: str) -> list[str]:
    """The words of a path's literals, each once."""
    return list(dict.fromkeys(word for part in path.split("/") if part[:1] != "{" for word in _told(part)))


def _prose(text: str) -> list[str]:
    """The words of a title or summary that are not about the description itself."""
    return [word for word in _told(text) if word not in _BOILERPLATE]


def _told(text: str) -> list[str]:
    """The words of a name or sentence, singular and small, without those that say nothing."""
    return [word for part in _WORD.findall(_ADDRESS.sub(" ", text)) if (word := singular(part.lower())) not in _DULL]
