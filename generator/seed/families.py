"""Which family of words an entity's noun belongs to."""

PERSON = "person"
"""Entities that are people get names from the cast instead of titles."""

_NOUNS: dict[str, str] = {
    PERSON: "user person people customer rider driver contact member employee patient guest student teacher "
    "author owner doctor agent subscriber follower attendee organizer recipient client tenant "
    "candidate applicant participant reviewer assignee account_holder buyer seller passenger traveler "
    "traveller profile staff worker collaborator cardholder donor volunteer player coach instructor "
    "me viewer myself current_user committer contributor maintainer "
    "practitioner professional operator individual payee_person director shareholder learner friend "
    "sender speaker moderator administrator admin beneficiary creditor voter courier host "
    "contractor sub_contractor subcontractor freelancer payer debtor "
    "resident caller trainer therapist nurse physician provider_person actor_person",
    "task": "task todo to_do reminder action_item checklist_item subtask activity step assignment action",
    "issue": "issue ticket bug defect problem card story incident case request epic complaint enquiry inquiry "
    "work_item support_request service_request feature_request change_request maintenance_request help_request",
    "event": "event meeting appointment session instance occurrence conference webinar class_session slot "
    "visit interview schedule_entry match show performance calendar_event booking reservation",
    "message": "message email mail thread draft conversation letter post_card sms chat_message notification "
    "announcement broadcast campaign_email newsletter inbox_item",
    "comment": "comment reply note annotation feedback review remark response answer discussion_comment update "
    "status_update tweet toot status mention observation worklog time_entry log_entry",
    "project": "study project initiative program programme campaign milestone sprint goal objective mission "
    "portfolio "
    "board engagement",
    "list": "list task_list tasklist checklist todo_list collection section column bucket lane stack sheet "
    "set watchlist",
    "calendar": "calendar calendar_list schedule agenda rota",
    "channel": "channel chat room_chat feed topic forum stream",
    "group": "group team squad committee club circle community department workgroup membership_group audience "
    "segment cohort unit crew league",
    "label": "label tag keyword hashtag marker flag badge status_label custom_field field property attribute",
    "category": "category genre type kind classification taxonomy group_category industry topic_category subject "
    "department_category shelf",
    "role": "role permission access grant membership privilege access_level",
    "product": "product item variant sku good article_item listing merchandise order_item line_item order_line "
    "line inventory_item stock_item modifier option_item material asset inventory stock part gift "
    "catalog_object offer cart_item",
    "order": "order purchase purchase_order checkout cart basket shipment delivery fulfillment fulfilment "
    "parcel package quote offer estimate return rma subscription_order transfer_order label_order",
    "invoice": "invoice bill receipt statement credit_note expense charge refund payout dispute bank_statement",
    "transaction": "transaction payment transfer entry ledger_entry movement journal deposit withdrawal debit credit "
    "balance_transaction settlement scheduled_transaction order_payment pay_run payroll_run payment_run",
    "account": "subaccount holding account wallet bank_account card payment_method funding_source ledger fund "
    "balance portfolio_account",
    "budget": "budget cost_center cost_centre budget_category category_group payee_category allocation envelope",
    "plan": "plan subscription tier package_plan price pricing rate tariff membership license licence",
    "discount": "discount coupon promotion promo voucher offer_code deal_code promotion_code reward",
    "company": "company organization organisation vendor supplier merchant partner business brand manufacturer "
    "employer agency publisher workspace tenant_company enterprise carrier payee institution bank "
    "clinic_company domain_owner store_owner sponsor firm payor party legal_entity provider airline insurer org "
    "customer_company",
    "deal": "deal opportunity lead pipeline prospect proposal contract agreement bid",
    "job": "job position vacancy opening posting job_posting shift employment profession",
    "place": "place station location venue store shop branch_office warehouse office building site area zone "
    "region city airport park stop neighborhood neighbourhood district facility dock terminal address "
    "property geofence point destination hub outlet depot gym school hospital clinic campus parking "
    "territory",
    "room": "room desk studio ward seat table resource",
    "hotel": "hotel hostel lodging accommodation apartment villa room_type",
    "trip": "trip journey tour itinerary flight ride route voyage travel leg track_trip",
    "recipe": "recipe dish meal menu_item menu food",
    "ingredient": "ingredient grocery product_ingredient nutrient shopping_item",
    "restaurant": "restaurant cafe bar diner eatery",
    "exercise": "exercise workout training activity_session run fitness data_source dataset",
    "health": "encounter visit_note diagnosis condition examination medical_record vaccine allergy lab_order "
    "clinical_note consultation treatment",
    "medicine": "medicine medication drug prescription",
    "animal": "pet animal dog cat horse",
    "course": "course lesson class module curriculum course_work coursework exam quiz lecture seminar training_course",
    "question": "question survey_question item_question poll field_question",
    "vehicle": "vehicle bike car scooter truck van fleet bicycle boat trailer",
    "file": "artifact sample evidence file document attachment media upload asset_file spreadsheet presentation "
    "doc export download",
    "folder": "folder directory notebook album_folder path bin",
    "drive": "drive shared_drive volume library vault space_drive",
    "article": "link bookmark translation reference_page article post page blog blog_post story_article wiki "
    "guide content news entry_article snippet "
    "topic_post web_page site_page tip faq gist",
    "book": "book novel publication magazine audiobook edition title_book",
    "song": "song track recording tune audio sound",
    "playlist": "playlist setlist mix queue_list",
    "album": "album gallery record photo_album show_album",
    "artist": "artist band musician performer",
    "video": "video clip episode livestream recording_video podcast",
    "film": "film movie series tv_show season",
    "photo": "photo image picture thumbnail avatar cover",
    "game": "game achievement level",
    "repository": "repository repo codebase package module_package library_package gem crate",
    "branch": "branch ref",
    "commit": "commit change changeset pull_request merge_request revision patch diff",
    "release": "release version deployment build tag_release rollout",
    "server": "server droplet instance_server machine node vm virtual_machine host_server container cluster "
    "environment worker_node load_balancer image_server snapshot",
    "service": "api connection connector_service gateway_service service integration connector component "
    "endpoint function deployment_service monitor check",
    "device": "device sensor thing equipment tracker meter beacon printer reader terminal_device phone",
    "webhook": "webhook hook subscription_hook callback notification_channel event_subscription trigger",
    "key": "key api_key token credential secret ssh_key access_token certificate signing_key",
    "rule": "rule filter policy automation condition_rule alert_rule restriction firewall validation",
    "report": "report dashboard metric insight analytics chart query view statistic",
    "template": "template layout snippet_template theme design",
    "form": "form survey questionnaire",
    "app": "app application plugin extension bot addon widget",
    "database": "database table schema index bucket_storage namespace topic_queue queue",
    "network": "network subnet vpc vlan domain zone_dns",
    "workflow": "workflow pipeline_ci job_run process run_workflow scenario cron import_job export_job batch_job "
    "sync_job print_job batch execution operation importation exportation migration scan test backup flow dag "
    "dump test_run build_run job_run pipeline_run check_run sync_run task_run",
    "alert": "alert alarm warning event_alert incident_alert",
    "log": "log history audit audit_log log_record activity_log event_log changelog trail",
    "setting": "setting configuration config preference option_set preset feature_setting",
    "variable": "variable env_var envvar environment_variable env secret_variable parameter",
    "language": "language tongue",
    "currency": "currency",
    "country": "country nation",
    "feature": "feature feature_flag flag_variant toggle",
    "reason": "reason cancellation_reason return_reason",
}
_OF: dict[str, str] = {noun: family for family, nouns in _NOUNS.items() for noun in nouns.split()}


_VAGUE = frozenset(
    "entry item record info resource object data detail details entity value row instance request".split()
)
"""Heads that say nothing: a `calendar_list_entry` is about calendars, a `return_request` about returns."""
_ALONE = frozenset("run request ride track".split())
"""Nouns that mean what their family says only where they stand alone: a `pay_run` is no sport."""


def family_of(entity: str) -> str:
    """The family of an entity's noun: by its whole name, then its last words, then any word that does not stand for
    people (the `patient` in `patient_health` is not the thing); "" for an unknown noun."""
    parts = entity.split("_")
    while len(parts) > 1 and parts[-1] in _VAGUE and "_".join(parts) not in _OF:
        parts = parts[:-1]
    tails = ["_".join(parts[start:]) for start in range(len(parts))]
    for candidate in tails:
        found = _OF.get(candidate) or _OF.get(_singular(candidate))
        if found and (candidate == entity or candidate not in _ALONE):
            return found
    before = (_OF.get(word) or _OF.get(_singular(word)) for word in reversed(parts[:-1]))
    return next((found for found in before if found and found != PERSON), "")


def family_of_noun(noun: str) -> str:
    """The family of exactly this noun, or of its last word; "" for an unknown one."""
    last = noun.rpartition("_")[2]
    return next((found for word in (noun, last) if (found := _OF.get(word) or _OF.get(_singular(word)))), "")


def is_person(entity: str) -> bool:
    """Whether rows of this entity are people."""
    return family_of(entity) == PERSON


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
