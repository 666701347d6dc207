"""What an environment is about: one of a fixed list of domains, told by the words of its things and its description.

A word speaks for one or more domains. What a service keeps counts most, then what its description is called, then what
it says of itself; columns only decide where the rest is silent. Every match is evidence, so that a reader can disagree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from generator.description import Description
from generator.english import singular
from servers.farm.model import DOMAINS, Domain, DomainName, Environment

_TABLE: Mapping[DomainName, str] = {
    "office": """
        calendar! task! todo! note notebook! document! doc spreadsheet! sheet! slide! presentation drive! folder file
        board! card! checklist! project! reminder! meeting! agenda whiteboard! form survey questionnaire worksheet
        workbook! timesheet! timer! workspace checkin sprint milestone! template signature! envelope! pdf! page wiki!
        database contact appointment! booking schedule! scheduler attachment workflow approval""",
    "commerce": """
        order! product! cart! basket! checkout! catalog! catalogue! sku! shop! store! storefront! variant! coupon!
        discount! promotion customer! merchant! inventory! stock! price pricelist! seller! buyer! marketplace!
        ecommerce! collection gift wishlist! return refund sale terminal loyalty! reward! voucher! brand
        offer item vendor supplier purchase! retail! auction! bid commerce! fulfillment!""",
    "finance": """
        payment! invoice! account transaction! bank! banking! balance! card charge! payout! transfer! ledger! journal!
        budget! tax! currency! exchange! wallet! loan! credit! debit! mortgage! stock! trade! portfolio! crypto!
        bitcoin! blockchain! coin! token price quote dividend! fund! asset bill! billing! subscription expense!
        receipt! accounting! accountant finance! financial! money! lending insurance! policy! claim! premium! pension
        payee! mandate! iban! settlement! dispute! reconciliation! creditor! debtor! ach! wire forex! rate nft!
        investor! payroll""",
    "travel": """
        flight! airline! airport! hotel! room! reservation! booking! trip! itinerary! passenger! traveler! traveller!
        guest! stay! ride! rental! tour! destination! accommodation! car cruise! train! station departure! arrival!
        seat! fare! boarding! luggage! visa! bus! transit! taxi! travel! hospitality! property availability place
        attraction! sightseeing! timetable! journey! stop parking!""",
    "communication": """
        message! conversation! channel! chat! thread! sms! call! voice! voicemail! phone! email! mail! inbox! mailbox!
        recipient! sender! fax! messaging! participant! notification! push! reaction mention dm! group emoji! presence
        friend follower! status toot! post comment bot! webinar! caller! conference! telephony! whatsapp! telegram!
        slack! bounce! smtp! discord! mute! subscriber suppression! transcription""",
    "development": """
        repository! repo! commit! branch! issue! pull! merge! pipeline! build! deployment! deploy! release! package!
        gist! workflow runner! artifact! job test! bug! code! git! github! gitlab! ci! webhook environment variable
        secret project milestone label! sdk! app application developer! flag! feature! experiment! error! crash! stack
        snippet! lint! changelog! schema! endpoint! openapi! spec mock! review! integration! plugin! extension!
        translation! locale! key! string""",
    "cloud": """
        server! instance! cluster! node! bucket! volume! disk! snapshot! image! droplet! kubernetes! container! vm!
        network! subnet! vpc! firewall! loadbalancer! balancer! dns! zone! record! domain! certificate! region!
        function! lambda! queue! topic! database! replica! backup! cdn! storage! registry! namespace! machine! host!
        hosting! pool autoscaling! metric! alarm! log! dashboard! monitor! alert! route gateway! proxy! ip! compute!
        cloud! stack! quota subscription tenant provisioning! edge""",
    "health": """
        patient! doctor! appointment medication! prescription! drug! allergy! allergen! diagnosis! clinic! clinical!
        hospital! practitioner! encounter! observation! immunization! vaccine! lab! procedure! symptom! condition
        health! medical! dental! therapy! fitness! workout! exercise! nutrition! meal sleep! weight heart! glucose!
         insurance referral! care! nurse! pharmacy! provider covid! disease! fhir! wellness! blood! dose!""",
    "media": """
        song! track! album! artist! playlist! podcast! episode! video! photo! image! movie! film! show! series!
        channel stream! broadcast! radio! news! article! book! author! publisher! magazine! gallery! genre! lyrics!
        audio! music! media! caption! livestream! thumbnail! creator! library! review rating! trailer! actor! tv!
        season! story! blog! post! comment gif! font! illustration! feed! newspaper! headline!
        section! chapter! clip!""",
    "education": """
        course! student! teacher! lesson! classroom! class! assignment! grade! exam! quiz! school! university!
        college! enrollment! enrolment! curriculum! syllabus! learner! learning! lecture! tutor! tutoring! academy!
        campus! education! training! certificate! attempt question! answer! flashcard! dictionary! word! vocabulary!
        textbook! rubric! submission! instructor! scholar! study! subject coursework! guardian!""",
    "real_estate": """
        listing! property! tenant! lease! landlord! rent! apartment! house! building! unit! floor agent! broker!
        brokerage! realty! mortgage parcel address zoning! realtor! estate! condo! rental! room neighborhood!
        neighbourhood! plot! facility! office floorplan! showing! sqft! housing!""",
    "logistics": """
        shipment! carrier! tracking! warehouse! parcel! package! delivery! driver! fleet! vehicle! route! freight!
        container! truck! courier! manifest! pickup! dispatch! label! rate dock! pallet! load! shipping!
        ship! logistic! depot! stop! bin! picking! inbound! outbound! transport! transportation! cargo! fulfillment!
        postal! address! geofence! telematics! trip! supply! port! vessel!""",
    "people": """
        employee! candidate! applicant! job! recruiter! recruiting! hiring! interview! onboarding! payroll! leave!
        absence! vacation! timeoff! department! position! benefit! salary! hr! hris! staff! shift! roster! worker!
        contractor! lead! contact! deal! crm! company! opportunity! person! skill! resume! cv! compensation!
        performance! org organization team profile member! membership! volunteer! donor! donation! relationship!
        ticket agent helpdesk! support! agency""",
    "government": """
        citizen! license! licence! permit! vote! voter! election! candidate! bill! legislation! legislator! law!
        parliament! congress! senate! council! court! case! judge! police! crime! passport! census! tax ministry!
        agency! municipality! city county! government! gov! regulation! regulator! registry! statute!
        petition! politician! party docket! filing! inspection! complaint! grant! province! representative! hearing!
        patent! trademark! certificate! gazette!""",
    "marketing": """
        campaign! ad! advert! advertisement! adset! audience! segment! newsletter! list! subscriber! click!
        conversion! keyword! creative! impression! landing! lead! funnel! attribution! affiliate! influencer! seo!
        utm! tracking publisher! advertiser! placement! promotion! marketing! email template link! shortlink! qr!
        referral! brand! banner! tag! pixel! engagement! opt autoresponder! automation backlink!""",
    "security": """
        user role permission policy! group session token! identity! certificate! key! secret! vault! password!
        credential! authentication! auth! oauth! mfa! sso! scan! vulnerability! threat! malware! incident! detection!
        indicator! alert breach! audit! compliance! risk! whitelist! blacklist! blocklist! captcha! fraud! phishing!
        encryption! firewall! fingerprint! access! sensor intrusion! finding! cve! verification! kyc!""",
    "data": """
        dataset! table! query! column! report! dashboard! chart! metric! analytics! statistic! indicator! series!
        warehouse model! prediction! training! label feature! experiment notebook pipeline index! document collection!
        entity embedding! search! survey! response! poll! forecast! weather! map! layer! geocode! location coordinate!
        measurement! sample! gene! genome! protein! species! taxonomy! observation paper! citation! dataflow! stream
        annotation! corpus! ontology! vocabulary! temperature! satellite! earthquake!""",
    "food": """
        recipe! restaurant! menu! meal! ingredient! dish! cuisine! kitchen! food! beverage! drink! wine! beer!
        brewery! coffee! grocery! table! reservation delivery chef! nutrition! diet! cocktail! pizza! cook!
        cooking! bakery! order catering! allergen!""",
    "devices": """
        device! sensor! thermostat! light! bulb! switch! gateway! firmware! telemetry! reading! meter! camera! lock!
        hub home! appliance! robot! drone! printer! scanner! beacon! rfid! iot! vehicle! battery! charger! charging!
        smart! temperature! humidity! alarm! scene! actuator! telematics! energy! solar! inverter! tracker! position
        geofence! ecu! thing! shadow!""",
    "leisure": """
        game! player! match! team league! tournament! score! leaderboard! achievement! quest! level! character! guild!
        season! fixture! sport! athlete! race! club! event! ticket! venue! concert! festival! performer! seat
        betting! bet! lottery! fantasy! hero! weapon! item card! deck! puzzle! chess! activity! workout segment
        trail! hike! camp! camping! hunting! fishing! dating! pet! animal! horoscope! joke! quote! trivia! theater!
        theatre! museum! artwork!""",
}
"""Domain → its words; "!" marks one that hardly means anything else, which counts double."""

_OF_THINGS, _OF_TITLE, _OF_SUMMARY, _OF_PATHS, _OF_COLUMNS = 3.0, 4.0, 1.0, 0.5, 0.25
_SHOWN, _SUMMARY, _PATHS = 4, 60, 30
"""How many words are told as evidence, read of a summary, and read of the paths."""
_ADDRESS = re.compile(r"https?://\S+|\b[\w.-]+\.(?:com|org|net|io|dev)\b\S*")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DULL = frozenset("api apis service services rest web v open data platform public client the of and for".split())


@cache
def _weights() -> Mapping[str, Mapping[DomainName, float]]:
    """Word → what it counts for each domain: a word of several domains counts less for each."""
    found: dict[str, dict[DomainName, float]] = {}
    for domain, text in _TABLE.items():
        for word in text.split():
            found.setdefault(singular(word.rstrip("!")), {})[domain] = 2.0 if word.endswith("!") else 1.0
    return {word: {name: value / len(of) ** 0.5 for name, value in of.items()} for word, of in found.items()}


def domain_of(environment: Environment, description: Description | None = None) -> Domain:
    """The domain of an environment, with the words that tell it; "other" where none does.

    `description` is the one that it came from: its title and summary count too.
    """
    scores, words = _scored(_sources(environment, description))
    best = max(DOMAINS, key=lambda name: scores[name])
    if not scores[best]:
        return Domain(name="other", because="no word of its things or its title is told of a domain", confidence=0.0)
    second = max(value for name, value in scores.items() if name != best)
    shown = ", ".join(dict.fromkeys(words[best][:_SHOWN]))
    return Domain(
        name=best,
        because=f"its words {shown}",
        confidence=round(min(0.95, 0.5 + 0.5 * (1 - second / scores[best])), 2),
    )


def likely_domain(description: Description) -> DomainName:
    """What a description seems to be about, before anything is made of it; "other" where no word tells."""
    scores, _ = _scored(
        [
            (_OF_TITLE, _told(description.title)),
            (_OF_SUMMARY, _told(description.summary)[:_SUMMARY]),
            (_OF_PATHS, _nouns(description)),
        ]
    )
    best = max(DOMAINS, key=lambda name: scores[name])
    return best if scores[best] else "other"


def _scored(
    sources: Iterable[tuple[float, list[str]]],
) -> tuple[dict[DomainName, float], dict[DomainName, list[str]]]:
    """What speaks for each domain, and by which words."""
    scores: dict[DomainName, float] = dict.fromkeys(DOMAINS, 0.0)
    words: dict[DomainName, list[str]] = {name: [] for name in DOMAINS}
    for weight, source in sources:
        for word in dict.fromkeys(source):
            for name, value in _weights().get(word, {}).items():
                scores[name] += weight * value
                words[name].append(word)
    return scores, words


def _sources(environment: Environment, description: Description | None) -> Iterable[tuple[float, list[str]]]:
    yield _OF_THINGS, [word for name in environment.entities for word in _told(name)]
    yield _OF_TITLE, _told(environment.title if description is None else f"{environment.title} {description.title}")
    if description is not None:
        yield _OF_SUMMARY, _told(description.summary)[:_SUMMARY]
        yield _OF_PATHS, _nouns(description)
    columns = [name for entity in environment.entities.values() for name in entity.columns]
    yield _OF_COLUMNS, [word for name in columns for word in _told(name)]


def _nouns(description: Description) -> list[str]:
    """The words that occur in most paths: what the whole of an API is about, of which this may be a part."""
    literals = (part for operation in description.operations for part in operation.path.split("/") if part[:1] != "{")
    counted = Counter(word for part in literals for word in _told(part))
    return [word for word, _ in counted.most_common(_PATHS)]


def _told(text: str) -> list[str]:
    """The words of a name or sentence, singular and small, without those that say nothing."""
    return [word for part in _WORD.findall(_ADDRESS.sub(" ", text)) if (word := singular(part.lower())) not in _DULL]
