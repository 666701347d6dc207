"""Trade and money: products, orders, invoices, transactions, accounts, budgets, plans, discounts, companies, leads."""

FAMILIES: dict[str, str] = {
    "product": """
Linen apron | Washed linen, two pockets, one size. | Clothing
Walnut cutting board | Oiled by hand; wipe clean, do not soak. | Kitchen
Enamel camping mug | Holds 350 ml and survives being dropped. | Outdoor
Merino travel blanket | Light, warm and small enough for hand luggage. | Travel
Ceramic pour-over set | Dripper and jug for two cups. | Kitchen
Bicycle bell, brass | Loud without being rude. | Cycling
Canvas tote, natural | Long handles, heavy cotton. | Bags
Desk lamp Arc | Dimmable, warm white, black or white arm. | Lighting
Wool felt slippers | With a leather sole. | Clothing
Notebook, dotted, A5 | 192 pages that lie flat. | Stationery
Cast-iron pan 26 cm | Pre-seasoned, for every stove. | Kitchen
Rain jacket Quay | Waterproof seams, hood folds away. | Clothing
Bamboo toothbrush, pack of four | Medium bristles, compostable handle. | Bathroom
Espresso beans Night Train | Dark roast with notes of cocoa, 1 kg. | Drinks
Oak picture frame 30 × 40 | With mount and real glass. | Home
Stoneware bowl | Glazed inside, raw outside. | Kitchen
Noise-cancelling headphones | Thirty hours on one charge. | Electronics
Herb seeds, set of six | Basil, thyme, coriander, dill, mint, chives. | Garden
Folding step stool | Holds 150 kg and fits behind the door. | Home
Beeswax candles, pair | Burn about eight hours each. | Lighting
USB-C charger 65 W | Two ports, folding plug. | Electronics
Garden gloves | Thin enough to feel what you plant. | Garden
Wall clock Fjord | Silent movement, 28 cm. | Home
Cotton bath towel | 500 g per square metre, loop to hang. | Bathroom
Alpaca scarf | Undyed, from a single farm. | Clothing
Kitchen scale | Reads to the gram, up to 5 kg. | Kitchen
Yoga mat, cork | Grips better when wet. | Sports
Fountain pen Meridian | Fine nib, takes standard cartridges. | Stationery
Insulated bottle 750 ml | Cold for a day, hot for half a day. | Outdoor
Storage basket, seagrass | Handles on both sides. | Home
""",
    "order": """
Spring restock | Please deliver before ten, the ramp is shared.
Replacement for a damaged lamp | The first one arrived with a broken arm.
Gift for the Larsen family | Wrap separately and leave out the invoice.
Office supplies for March | Cost centre 4410.
Chairs for the new meeting room | Call half an hour before arrival.
Reorder of coffee beans | Same roast as last time.
Samples for the photo shoot | Needed by Thursday at the latest.
Wedding table decoration | Forty candles, all the same shade.
School workshop material | Deliver to the caretaker's office.
Autumn catalogue items | Partial delivery is fine.
Kitchen set for the holiday flat | Key box at the back door.
Uniforms, second batch | Sizes as in the attached list.
Express order for Fernhill | Collect in person.
Garden tools | Leave with the neighbour if nobody is in.
Test order from the new shop | Can be cancelled after the check.
Refill packs | Put the old canisters in the same box.
Trade fair stand equipment | Goes straight to hall 7, stand C12.
Anniversary present | Add a card: "To the next ten years".
Spare parts for the press | Urgent, line two is standing.
Monthly fruit basket | No pineapple, please.
""",
    "invoice": """
Consulting, February | Twelve days on site and two remote.
Website maintenance, first quarter | As agreed in the service contract.
Catering for the open house | Eighty people, drinks included.
Office rent, March | Second floor, without parking.
Translation of the handbook | German and French, 84 pages.
Print run of the catalogue | 2,000 copies on recycled paper.
Photography, two half days | Includes editing of thirty pictures.
Repair of the cold room | Compressor and four hours of work.
Annual licence, design software | Ten seats.
Cleaning, January to March | Windows once, floors weekly.
Training: first aid for eight | Certificates were handed out.
Freight to Gothenburg | Three pallets.
Legal advice on the partner contract | Five hours.
Stand construction, trade fair | Set-up and removal.
Garden maintenance, spring | Hedges, lawn and the two beds.
Server hosting, quarterly | Backup space included.
Recruiting fee, warehouse lead | Due after the first month.
Workshop facilitation | One day with preparation.
Furniture for the reception | Two sofas and one table.
Tax return preparation | Basis is last year's statement.
""",
    "transaction": """
Groceries at the market hall
Monthly rent
Train tickets to Leeds
Salary
Electricity bill
Dinner with Omar and Leila
Refund for the returned jacket
Phone contract
Gym membership
Books for the course
Petrol
Gift for Anika
Coffee beans
Car insurance
Pharmacy
Transfer to savings
Concert tickets
New bicycle tyres
Childcare
Music subscription
Haircut
Hotel in Utrecht
Water bill
Donation to the animal shelter
Freelance payment, Fernhill
Cash withdrawal
Garden centre
Dentist, co-payment
Office lunch
Parking
""",
    "account": """
Everyday account
Savings
Holiday fund
Joint household
Business current account
Tax reserve
Credit card
Cash
Emergency fund
Children's savings
Rental deposit
Investment account
Payroll
Petty cash
Online shop earnings
Foreign currency account
Loan for the van
Event budget
Donations
Suppliers
""",
    "budget": """
Groceries
Rent and utilities
Transport
Eating out
Insurance
Children
Clothing
Holidays
Gifts
Health
Home repairs
Subscriptions
Savings
Pets
Education
Sports
Car
Garden
Books and music
Emergency fund
""",
    "plan": """
Starter | For one person and the first three projects.
Team | Shared workspaces for up to twenty people.
Business | Roles, reports and support by phone.
Free | No time limit, with our name at the bottom.
Student | The full package at a third of the price.
Family | Six people under one roof.
Enterprise | Own contract, own contact, own terms.
Pay as you go | No fixed fee, billed at the end of the month.
Nonprofit | For registered charities.
Annual Team | Twelve months for the price of ten.
Weekend | Friday to Sunday only.
Unlimited | As much as you like, fair use applies.
""",
    "discount": """
Welcome discount | Ten percent off the first order.
Summer sale | Everything that has to make room.
Free shipping week | From an order value of 30.
Loyal customers | After the tenth order.
Student offer | With a valid card.
Early bird | Until six weeks before the date.
Bundle of three | The cheapest one is free.
Friends and family | By personal invitation.
Birthday voucher | Valid for thirty days.
Last seats | On the evening itself.
Newsletter thank-you | Once per address.
Spring cleaning | Old stock at half the price.
""",
    "company": """
Harbour & Pine
Fernhill Studio
Northquay Logistics
Cedar Works
Lumen Café
Marchetti Interiors
Blue Heron Printing
Okafor & Daughters
Tidewater Analytics
Juniper Bakery
Old Mill Brewery
Silverline Dental
Greenfield School Supplies
Kestrel Cycles
Sato Ceramics
Brightside Childcare
Atlas Scaffolding
Petrov Translations
Willow Street Clinic
Redstart Films
Copper Kettle Catering
Hartley Legal
Meadow Insurance
Sunda Coffee Import
Pilot Hardware
Riverbank Hotel
Nimbus Hosting
Orchard Foods
Vega Architects
Quiet Room Recordings
""",
    "deal": """
Packaging contract, two years | They want a fixed price for the first year.
Licences for the whole group | Eighty seats, decision in April.
Fleet of cargo bikes | Test ride was last week.
Kitchen for the canteen | Second offer sent.
Maintenance, northern sites | Incumbent leaves at year's end.
Pilot with three branches | If it works, forty more.
Training package | Waiting for the works council.
Data migration | Their IT asks for references.
Trade fair stand | Budget approved, colours open.
Renewal with Silverline | They asked for a longer term.
Shop fitting, Market Square | Site visit done.
Translation, ongoing | Three languages, monthly volume.
Solar panels, warehouse roof | Statics report pending.
Cleaning contract | Price is the only open point.
Point-of-sale tablets | Needs the card reader.
""",
    "category": """
Kitchen
Books
Outdoor
Stationery
Lighting
Clothing
Drinks
Garden
Electronics
Toys
Health
Music
Travel
Furniture
Office
Pets
Sports
Food
Gifts
Tools
""",
    "job": """
Warehouse lead | Two shifts, a team of nine.
Junior accountant | Part time is possible.
Barista, weekends | Experience helps, friendliness counts.
Frontend developer | Small team, real users.
Nurse, day clinic | No night shifts.
Delivery rider | Own bike or ours.
Office manager | Everything that keeps forty people working.
Primary school teacher | From August, class of twenty.
Bicycle mechanic | Workshop with daylight.
Recruiter | Six months to begin with.
Sales representative, south | Company car, three days on the road.
Pastry chef | Early start, early finish.
Data analyst | Reports that people really read.
Gardener | Public parks, permanent.
Customer support agent | Phone and chat, English and Spanish.
Electrician | For new buildings only.
""",
}
