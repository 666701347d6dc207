"""Software and machines: repositories, releases, services, devices, hooks, keys, rules, reports, templates, forms."""

FAMILIES: dict[str, str] = {
    "repository": """
storefront | The shop that customers see.
billing-service | Invoices, dunning and taxes.
design-tokens | Colours, spacing and type for all apps.
mobile-app | iOS and Android from one source.
infra | Everything that runs, as code.
docs | The handbook and the public documentation.
search-indexer | Keeps the search index fresh.
image-resizer | Thumbnails on demand.
data-pipeline | Nightly exports and reports.
auth-gateway | Sign-in, tokens and roles.
status-page | What is up and what is not.
label-printer | Talks to the printers in hall 2.
notifications | Email, push and text messages.
sandbox | Try things, break things.
website | Pages, blog and job offers.
route-planner | Shortest tours for the vans.
internal-tools | Scripts nobody wants to write twice.
release-bot | Collects changes and writes the notes.
""",
    "branch": """
main
develop
fix/rounding-of-totals
feature/dark-mode
release/4.2
feature/saved-filters
hotfix/login-loop
chore/update-dependencies
docs/import-format
feature/bulk-edit
experiment/new-cache
fix/time-zone-copy
refactor/order-lines
feature/photo-rotation
release/4.1
test/flaky-upload
""",
    "commit": """
Round totals half up on invoices
Keep the focus inside dialogs
Retry uploads three times before giving up
Remove the unused currency table
Show the week number in the calendar
Cache the price list for five minutes
Fix the plural in German
Add a filter for archived entries
Name the columns in the import guide
Do not send reminders twice
Speed up the first page on tablets
Log slow queries
Rename customer_no to customer_id
Test the discount of bundles
Update the logo
Revert the new cache
Support more than one phone number
Close the connection after export
""",
    "release": """
Spring release | Saved filters, faster lists and forty fixes.
Hotfix for the login loop | Please update today.
Dark mode | At last.
Import assistant | Shows mistakes before anything is written.
Stability update | Fewer crashes on old tablets.
Bulk edit | Change a hundred rows at once.
Accessibility pass | Keyboard, contrast, captions.
New invoice layout | Follows the rules from January.
Search that finds | Two words, typos, umlauts.
Preview of the mobile app | For testers only.
Photo rotation | Portraits stay upright.
Maintenance release | Nothing to see, a lot to like.
""",
    "server": """
web-01
web-02
db-primary
db-replica
cache-eu
worker-nightly
mail-relay
build-agent-3
staging
search-node-1
backup-store
gateway
metrics
files-archive
edge-lisbon
edge-toronto
print-hall2
sandbox
queue-main
vpn
""",
    "service": """
Checkout
Image resizing
Email delivery
Search
Sign-in
Reporting
Payments
Address lookup
Route planning
Backups
Push notifications
Label printing
Exchange rates
File scanning
Status page
Webhooks
""",
    "device": """
Front door sensor
Warehouse scanner 4
Living room thermostat
Reception tablet
Cold room probe
Garden camera
Label printer hall 2
Smart plug coffee machine
Weather station roof
Van tracker 2
Meeting room display
Smoke detector stairs
Card reader till 1
Water meter cellar
Night light hallway
Charging point bay 3
Air quality monitor
Doorbell
Backup battery
Greenhouse valve
""",
    "webhook": """
Order created, to the warehouse
New lead, to the sales channel
Invoice paid, to accounting
Nightly export
Build finished
Contact updated
Refund issued
Stock below minimum
Form submitted
Payment failed
Subscription cancelled
File uploaded
Ticket closed
Shipment delivered
""",
    "key": """
Production website
Reporting script
Mobile app
Local development
Warehouse scanners
Partner Fernhill
Nightly backup
Read-only dashboard
Staging
Automation bridge
Migration 2026
Till software
Data export
Status page
""",
    "rule": """
Newsletters to the archive
Invoices to accounting
Flag messages from the board
Block unknown senders
Urgent tickets to on-call
Large orders need approval
Guests may not invite
Mute after eight
Forward holidays to Grace
Two-step sign-in for admins
Low stock warning
Keep logs for ninety days
Receipts get a label
Auto-assign by region
""",
    "report": """
Monthly revenue by region | Compared with the same month last year.
Open tickets by age | Everything older than five days is red.
New customers | Where they came from.
Late deliveries | Per supplier and week.
Stock value | On the last day of the month.
Sign-ups and cancellations | Net growth per plan.
Working hours per project | Without holidays.
Top twenty products | By margin, not by sales.
Energy use | Both halls, hourly.
Website visits | Pages that people leave on.
Unpaid invoices | Thirty, sixty, ninety days.
Returns by reason | Size is still the first.
Survey results | Answers per question.
Response times | Median and slowest tenth.
""",
    "template": """
Welcome email | Hello and welcome! Here is how to get started.
Offer, short | One page with prices and dates.
Meeting minutes | Who, what, until when.
Payment reminder | Friendly first, then firm.
Project brief | Goal, limits, people, money.
Out-of-office note | Back on Monday, urgent matters to Grace.
Interview scorecard | Five questions, one number each.
Incident report | What happened, what we do about it.
Weekly newsletter | Three short items and a picture.
Job advertisement | Tasks, what we offer, how to apply.
Shipping notice | Your parcel is on its way.
Contract amendment | Changes to the agreement of the date above.
Feedback request | Two minutes of your time.
Handover checklist | Keys, access, open points.
""",
    "form": """
Customer satisfaction, spring
Registration for the open house
Supplier self-assessment
Holiday request
Workshop feedback
Lunch order
Volunteer sign-up
Bug report
Address change
Equipment request
Exit interview
New member
Course evaluation
Incident note
""",
    "app": """
Shift Planner
Till Sync
Stock Watch
Quick Survey
Map Pins
Photo Frame
Invoice Scanner
Team Mood
Route Buddy
Price Compare
Form Builder
Night Mode
Backup Mate
Sign Here
""",
    "database": """
orders
customers
analytics
inventory
sessions
archive_2025
billing
content
search
staging_copy
events
reporting
warehouse
sandbox
""",
    "network": """
office-main
warehouse-wifi
guest
vpn-remote
cameras
staging
production-eu
backup-link
printers
lab
edge
management
""",
    "workflow": """
Nightly backup
Build and test
Publish the website
Approve invoices
Welcome new members
Sync the price list
Rotate the logs
Weekly report
Clean up drafts
Send reminders
Import bank statements
Resize pictures
Deploy to staging
Archive old tickets
""",
    "alert": """
Disk almost full on db-primary | 91 percent used, growing since Sunday.
Cold room above 6 °C | Door was open for nine minutes.
Payment provider slow | Median above two seconds.
Certificate expires soon | Fourteen days left.
Backup failed | Second attempt succeeded.
Unusual sign-in | New device, known city.
Queue is growing | 4,000 jobs waiting.
Stock below minimum | Linen aprons, 6 left.
Website unreachable from Toronto | Recovered after three minutes.
Error rate above 2 percent | Started with the last release.
Battery low: front door sensor | Replace within a week.
Water leak in the cellar | Valve closed by itself.
""",
    "log": """
Signed in from a new device
Password changed
Export finished
Two rows imported
Access granted to Grace
Settings saved
Backup completed
Login failed twice
Key rotated
Invitation accepted
Report sent
Record restored
Plan upgraded
Address updated
""",
    "setting": """
Notifications
Privacy
Working hours
Time and language
Default view
Two-step sign-in
Invoice numbering
Automatic replies
Backup window
Theme
Session length
Approvals
Rounding
Data retention
""",
    "variable": """
DATABASE_URL
LOG_LEVEL
MAIL_FROM
CACHE_TTL
API_BASE_URL
FEATURE_BETA
TIME_ZONE
MAX_UPLOAD_MB
SMTP_HOST
RELEASE_CHANNEL
WORKER_COUNT
DEFAULT_LOCALE
STORAGE_BUCKET
SENTRY_ENVIRONMENT
""",
    "feature": """
new-checkout
dark-mode
bulk-export
two-step-sign-in
shared-calendars
faster-search
offline-maps
invoice-reminders
beta-dashboard
team-folders
voice-notes
smart-sorting
weekly-digest
guest-access
""",
}
