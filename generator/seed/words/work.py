"""Work and its talk: tasks, events, messages, projects, issues, comments, lists, calendars, channels, groups."""

FAMILIES: dict[str, str] = {
    "task": """
Renew the car insurance | Policy ends this month. Compare two quotes before calling them.
Book the dentist for Leo | Ask for an afternoon slot, he has school until two.
Send the revised quote to Marchetti | They want the delivery cost as a line of its own.
Order new filters for the coffee machine | The small ones, size 2. Last time we ran out over the weekend.
Review the draft of the annual report | Pages 4 to 11 only; comments straight into the document.
Pick up the framed prints | Ready from Thursday, the shop closes at six.
Call the landlord about the heating | Second radiator in the living room stays cold.
Prepare slides for the board meeting | Keep it to eight slides. Numbers come from finance on Monday.
Buy a birthday present for Nadia | She mentioned the blue ceramics studio on Weaver Street.
Update the onboarding checklist | Laptop setup changed; step 5 no longer applies.
Return the library books | Two of them are already overdue.
Check the invoice from the electrician | The second visit was supposed to be free.
Plan the team lunch | Twelve people, two vegetarians, somewhere near the station.
Reply to the school about the trip | They need the consent form and the allergy note.
Water the plants at Hannah's place | Key is with the neighbour on the second floor.
Fix the broken link on the pricing page | The annual plan still points to the old checkout.
Submit the travel expenses | Train to Leeds and two nights in the hotel; receipts are scanned.
Set up the new printer | The drivers are on the shared drive under Hardware.
Write a thank-you note to the volunteers | Mention the rain. They stayed anyway.
Cancel the unused phone contract | Thirty days' notice, in writing.
Draft interview questions for the designer role | Four about process, two about conflict, one about failure.
Clean out the garage | Start with the shelf behind the bikes.
Ask Priya for the supplier list | We need the ones with delivery times under two weeks.
Back up the photos from the summer | External disk in the top drawer.
Rebook the flight to Copenhagen | An earlier one would still make the workshop.
Collect feedback on the new menu | Short survey, three questions at most.
Renew passports | Both expire before the autumn holiday.
Test the fire alarm | Tell the neighbours first.
Sort the receipts for the tax return | Folder on the desk, by month.
Proofread the newsletter | Check the date of the open house twice.
Schedule the boiler service | Mornings are better.
Write the job ad for the warehouse | Part time is possible, say so in the first line.
Replace the batteries in the smoke detectors | Four 9-volt blocks.
Compare prices for the office chairs | Budget is 240 each, delivery included.
""",
    "event": """
Weekly planning | Bring the list of open points from last week. | Room Juniper, 3rd floor
Lunch with Claire | The small place by the canal, she has a table. | Café Lumen
Quarterly budget review | Numbers per team; please read the summary beforehand. | Room Cedar
Dentist appointment | Arrive ten minutes early, bring the insurance card. | Weaver Street 12
Design critique: checkout flow | Two variants, fifteen minutes each. | Studio A
Parents' evening | Room 2.14, class teacher first, maths afterwards. | School, room 2.14
One-on-one with Marcus | Goals for the next half-year, holiday cover. | Room Juniper, 3rd floor
Choir rehearsal | We start with the second movement. | Town hall, rehearsal room
Product demo for Fernhill | Demo account is ready; record the session. | Online
Yoga class | Mats are there. | Gym, hall 2
Interview: data analyst | Panel of three, portfolio walk-through in the second half. | Room Cedar
Release go/no-go | Decide on the open two bugs. | Online
Birthday dinner for Rosa | Reservation for eight under Delgado. | Trattoria Bologna
Workshop: customer journeys | Whole morning, coffee from nine. | Market Hall, entrance B
Standup | Fifteen minutes, cameras optional. | Team area
Flat viewing on Linden Street | Third floor, ring at Petrov. | Linden Street 31
Training: first aid | Certificate is valid for two years. | Front desk
Call with the tax adviser | Have last year's statement at hand. | Phone
Team retrospective | What to keep, what to drop, what to try. | Room Cedar
Football practice | Bring the away shirts. | Sports ground, field 3
Kick-off for the website relaunch | Scope, roles, first milestones. | Studio A
Car inspection | Leave the keys at the front desk. | Garage on Foundry Lane
Book club | Chapters nine to fourteen. | Library
Sales pipeline check | Only deals above 10k. | Online
Coffee with the new neighbours | They bring cake. | Kitchen, 2nd floor
All-hands | Questions can be sent in before Wednesday. | Auditorium
Contract negotiation with Northquay | Our limit is a term of two years. | Fernhill office
Piano lesson | The Satie, without pedal. | Music school, room 5
Supplier visit | Tour of the plant, safety shoes are provided. | Northquay plant
Concert at the town hall | Doors at seven, tickets are in the drawer. | Town hall, main stage
Security review | Access lists and the results of the test. | Room Juniper, 3rd floor
Weekend hike to the lake | Meet at the north car park. | North car park
""",
    "message": """
Minutes from Tuesday | Hi all, the minutes from Tuesday are below. Please correct anything I got wrong before Friday.
Your order is on its way | Good news: your parcel left our warehouse this morning and arrives in two days.
Question about the invoice | Hello, the last invoice lists twelve licences, but we only use ten. Could you check?
Re: Offsite in September | Works for me. I would rather take the train than fly, the ride is only four hours.
Keys for the flat | I left the keys with the bakery downstairs, they close at half past six.
Reservation confirmed | Thank you for your reservation. Your table for four is booked; please tell us about allergies.
Draft contract attached | Please find the draft attached. The changes since last time are marked in yellow.
Can we move our call? | Something came up on my side. Would Thursday at ten work instead?
Welcome to the team! | We are happy that you are joining us. Your first day starts at nine at the front desk.
Photos from the weekend | Finally got around to sorting them. The one with the dog is my favourite.
Password changed | The password of your account was changed today. If this was not you, contact us right away.
Re: Slides for Monday | Looks good. On slide 6 the axis starts at 40, which makes the growth look big.
Reminder: water meter reading | The reading takes place on Wednesday morning. Someone has to be at home.
Interview feedback | I liked how she took the case apart. My only doubt is the experience with large teams.
Lost scarf | Did anyone find a grey scarf in the small meeting room yesterday?
Delivery delayed | Unfortunately the supplier is late and your chairs will come a week later than planned. We are sorry.
Thank you for yesterday | It was a lovely evening. You have to give me the recipe of that lemon cake.
Expense report returned | Two receipts are missing, please add them and send the report again.
Notes for the new starter | I wrote down everything I wish someone had told me in my first week.
Re: Parking at the office | There are two free spots on level two until the end of the month.
Meeting room is double-booked | We have Juniper at ten, but so has the sales team. Who can move?
Your ticket has been resolved | We replaced the cable and the line is stable again. Reply if the problem returns.
Price list for spring | Attached is the new price list. Old prices are valid for orders until the end of March.
Train is late | Stuck outside Utrecht, please start without me.
Proposal for the garden project | Here is our proposal with two options. Option B keeps the old apple tree.
Subscription renewal | Your plan renews next week. No action is needed if you want to keep it.
Volunteers needed on Saturday | We still need three people for the early shift, from seven to eleven.
Re: Test results | All values are in the normal range. We can go through them at the next visit.
Change of address | From the first of next month our office is at Quay Road 14, second floor.
Agenda for Thursday | Three points: hiring, the spring campaign, and who waters the plants.
""",
    "comment": """
Agreed | Agreed, let's go with the second option.
Date | Can we push this by a week? The supplier only answers on Friday.
Checked | I checked the numbers again, the total is right now.
Wording | "Soon" is too vague here. Give a date or leave it out.
Screenshot | Still happens for me, screenshot follows.
Thanks | Thanks, that was exactly what I was missing.
Owner | Who takes this over while Marcus is away?
Done | Done. The old version is in the archive folder in case we need it.
Doubt | Not sure about this one. It worked last year because we had more people.
Typo | Small typo in the second paragraph, otherwise ready to go.
Cost | That is twice what we paid last time. Worth asking for a second offer.
Blocked | Waiting for access to the shared account.
Praise | Really nice work, the new layout is so much easier to read.
Repro | I can reproduce it on the old tablet, but not on the laptop.
Reminder | Gentle reminder, we need this by noon tomorrow.
Split | This is two things. Could we split it?
Moved | Moved the deadline after talking to Grace.
Link | The link at the bottom leads nowhere.
Client | The client signed off this morning, please go ahead.
Context | For context: we tried this in spring and went back after two weeks.
Question | Does this include the delivery on Saturday?
Merge | Looks like a duplicate of the one from Monday.
Photo | Photo of the finished wall attached.
Later | Let's come back to this after the holidays.
""",
    "project": """
Website relaunch | New structure, faster pages, one place for prices.
Spring campaign | Posters, two radio spots and the newsletter series.
Office move to Quay Road | Everything from the floor plan to the last box.
Customer portal | Orders, invoices and support in one place.
Warehouse barcode rollout | Scanners for both halls by the end of the quarter.
Annual report | Text, figures and print.
Hiring plan | Four roles, one after the other.
Community garden | Twelve beds, a shed and a water tank.
Onboarding handbook | What everyone should know after two weeks.
Mobile app beta | Sixty testers, weekly builds.
Energy audit | Where the heat goes and what it costs.
Trade fair in Lyon | Stand, travel and follow-up of contacts.
Returns process | Half the time, fewer emails.
Data clean-up | Duplicates, old addresses, missing postcodes.
Kitchen renovation | Cabinets first, then the floor.
Partner programme | Contracts and training for the first ten partners.
Summer festival | Stage, permits, volunteers, rain plan.
Pricing study | What customers would pay and why.
Accessibility review | Contrast, keyboard, captions.
New supplier for packaging | Recycled board, same sizes.
Training academy | Six courses, two of them on site.
Podcast season two | Eight episodes with guests from the trade.
Photo archive | Scan, name and store forty years of pictures.
School website | Simple pages that teachers can edit.
""",
    "issue": """
Export stops after 1,000 rows | The file ends in the middle of a line when there are more rows than that.
Login fails with an accented password | Works as soon as the password has plain letters only.
Totals are off by one cent | Seen on orders with three or more discounted lines.
Search ignores the second word | "blue chair" gives the same results as "blue".
Dark mode hides the save button | Text and background have the same colour in the dialog.
Calendar shows the wrong week on Sundays | The week starts on Monday in the settings.
Photo upload turns pictures sideways | Only with portrait photos from a phone.
Reminder emails arrive twice | Both copies carry the same timestamp.
Page jumps while the list is loading | It is hard to click the right entry.
Add a filter for archived entries | At the moment they can only be found by scrolling.
Time zone is lost when copying an event | The copy uses the time zone of the server.
Crash when the cart is empty | Press checkout right after removing the last item.
Slow start on old tablets | Takes more than twenty seconds before the first page appears.
Tooltip covers the price | On narrow screens only.
Document the import format | New users guess the column names and get it wrong.
Cannot delete a draft with attachments | The dialog closes, the draft stays.
Notification badge never clears | Even after reading everything.
Wrong plural in the German texts | "1 Einträge" should be "1 Eintrag".
Allow more than one phone number | Most suppliers have an office and a mobile number.
Map does not load behind a proxy | The tiles come from a host that is blocked.
Undo restores the wrong row | Happens after sorting by date.
PDF has blank pages | Every second page is empty when printing in landscape.
Keyboard focus is lost in dialogs | Tab jumps to the page behind.
Session ends while typing | A long text is gone after half an hour.
""",
    "list": """
Groceries
Home
Work
Errands
Reading list
Trip to Portugal
Garden
Waiting for
Someday
Packing list
Team goals
School
House repairs
Gift ideas
Client follow-ups
This week
Backlog
Weekend
Health
Finances
Meeting prep
Film nights
Moving house
Side project
""",
    "calendar": """
Personal | My own appointments.
Team | What the whole team should know about.
Family | Everyone at home can add to this one.
Holidays | Public holidays and days off.
Football club | Games and practice.
Room Juniper | Bookings of the small meeting room.
On-call rota | Who answers the phone at night.
School | Terms, trips and parents' evenings.
Releases | Code freeze and release dates.
Birthdays | So that nobody is forgotten.
Marketing | Campaigns, fairs and newsletters.
Shift plan | Early and late shifts.
Choir | Rehearsals and concerts.
Travel | Flights, trains and hotels.
Maintenance | Planned downtime.
Training | Courses and certificates.
Interviews | Slots for candidates.
Garden | Sowing and harvest.
Company events | Parties, all-hands and offsites.
Room Cedar | Bookings of the large meeting room.
""",
    "channel": """
general | Company-wide announcements.
random | Everything that fits nowhere else.
design | Drafts, critique and inspiration.
support | Questions from customers.
releases | What went out and when.
lunch | Where are we eating?
sales | Leads, calls and wins.
on-call | Incidents and handovers.
hiring | Candidates and interviews.
marketing | Campaigns and copy.
office | Keys, parking, post.
book-club | One book a month.
frontend | Components and bugs.
data | Reports, dashboards, queries.
finance | Invoices and budgets.
running | Routes and races.
ideas | Half-baked is fine.
newcomers | Introduce yourself here.
security | Advisories and reviews.
events | Fairs, meetups, talks.
""",
    "group": """
Design team | Looks after everything that users see.
Support | Answers within one working day.
Finance | Invoices, payroll and budgets.
Volunteers | People who help at weekends.
Board | Meets every second month.
Warehouse early shift | Starts at six.
Sales North | Customers north of the river.
Research | Interviews and usability tests.
Office committee | Plants, coffee and parties.
Newsletter editors | One issue a month.
Platform | Keeps things running at night.
Interns | This year's group.
Parents' council | Two members per class.
Beta testers | Get new versions a week early.
Partners | Companies that sell with us.
Running group | Tuesdays after work.
Procurement | Anything above 500.
Content | Texts, photos and films.
Regional managers | One per region.
Alumni | Former colleagues who stay in touch.
""",
    "label": """
Urgent
Waiting
Receipts
Travel
Family
Newsletter
Contracts
Follow up
Personal
Ideas
Reference
Invoices
Customers
Press
Hiring
Holiday
Suppliers
Bug
Needs review
Quick win
Blocked
Marketing
Legal
School
""",
    "role": """
Owner | Can do everything, including closing the account.
Administrator | Manages people and settings.
Editor | Can change content but not settings.
Viewer | Can read everything.
Billing | Sees invoices and pays them.
Guest | Sees what was shared with them.
Support agent | Answers customers and sees their orders.
Contributor | Adds drafts that others publish.
Auditor | Reads everything, changes nothing.
Developer | Manages keys and webhooks.
Moderator | Hides comments and warns members.
Scheduler | Plans shifts and rooms.
Warehouse clerk | Books goods in and out.
Trainer | Manages courses and participants.
Analyst | Builds reports.
""",
}
