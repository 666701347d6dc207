"""Places, travel, food, health, sports, animals, learning."""

FAMILIES: dict[str, str] = {
    "place": """
Harbour Square
Old Mill
Lakeside
Central Station
Museum Quarter
Fairview
Orchard House
North Pier
Market Hall
Willow Park
Riverside
Observatory Hill
Juniper Court
Canal Bridge
Town Hall
Botanical Garden
Foundry Yard
Southgate
University Campus
Chapel Green
East Harbour
Rose Garden
The Granary
Station Road
Sports Centre
Elm Corner
Ferry Terminal
West End
Quayside
Clock Tower
""",
    "room": """
Juniper | Six seats and a screen.
Cedar | The large one, twenty seats.
Quiet room | No phones.
Studio A | With daylight.
Library | Shelves up to the ceiling.
Garden room | Opens onto the terrace.
Workshop | Tables can get dirty.
Blue salon | For interviews.
Loft | Under the roof, warm in summer.
Bay 3 | With a charging point.
Board room | Twelve seats, camera.
Double room, sea view | Balcony to the south.
Single room, courtyard | Quiet at night.
Family suite | Two bedrooms and a kitchenette.
Seminar room 2 | Blackboard and projector.
Kitchen | Coffee from eight.
""",
    "hotel": """
Hotel Quayside | Forty rooms above the old harbour.
The Granary Inn | A former mill with thick walls.
Casa Paloma | Blue tiles, roof terrace, no lift.
Pension Linde | Breakfast until eleven.
Station Hotel | Two minutes to every train.
Villa Rosewood | Garden, library and a slow clock.
Harbour View Apartments | Kitchen in every flat.
Alpine Lodge Arve | Drying room for boots.
The Lantern | Small, central, friendly.
Hostel Canal | Beds from 28, bikes for free.
Grand Hotel Meridian | Since 1904, last renewed in spring.
Farmhouse Bergström | Four rooms, nine cows.
Hotel Museum | Next to the museum, as the name says.
Lakeside Cabins | Boat included.
City Rooms Foundry | Key by code, nobody at the desk.
""",
    "trip": """
Long weekend in Lisbon | Old town first, beach on Sunday.
Team offsite in Utrecht | Train there, bikes on site.
Summer by the lake | Two weeks, no plans.
Fair in Lyon | Stand on Thursday and Friday.
Visit to the grandparents | Bring the old photos.
Hiking in the north | Huts are booked, boots are not broken in.
Kyoto in autumn | Temples early, gardens late.
Customer tour, west coast | Five visits in four days.
Skiing with the Hoffmanns | Rooms above the bakery.
City trip to Vienna | Opera on Saturday.
School exchange in Galway | Families are confirmed.
Road trip to the coast | Stop at the lighthouse.
Wedding in Bologna | Dress code is 'garden'.
Conference in Toronto | Talk is on the second day.
Canoe weekend | Dry bags are in the cellar.
""",
    "recipe": """
Lemon cake with yoghurt | Beat, fold, bake for forty minutes; glaze while warm.
Lentil soup with cumin | Better on the second day.
Roast chicken with potatoes | Everything in one tin.
Mushroom risotto | Stir, add, stir; butter at the end.
Shakshuka | Serve in the pan with bread.
Tomato tart | Salt the tomatoes an hour before.
Vegetable curry | Use whatever is in the drawer.
Apple crumble | More crumble than you think.
Sourdough bread | Start the evening before.
Cucumber salad with dill | Thin slices, a little sugar.
Fish pie | Peas are not optional.
Chickpea stew | Finish with lemon and parsley.
Pancakes | Let the batter rest.
Beetroot hummus | Roast the beetroot first.
Pea and mint soup | Ready in fifteen minutes.
Noodles with peanut sauce | The sauce keeps for a week.
Spinach lasagne | Two layers are enough.
Rice pudding | Low heat, patience.
Stuffed peppers | Rice, herbs, a handful of raisins.
Onion soup | An hour for the onions alone.
Plum dumplings | Roll in buttered crumbs.
Carrot salad | Toast the seeds.
""",
    "ingredient": """
Flour
Olive oil
Lemons
Red lentils
Butter
Basil
Garlic
Potatoes
Chickpeas
Brown sugar
Eggs
Parmesan
Cumin
Rice
Tomatoes
Yoghurt
Spinach
Onions
Honey
Coconut milk
Parsley
Almonds
Carrots
Mushrooms
""",
    "restaurant": """
Lumen | Small plates, open kitchen.
Trattoria Bologna | Pasta made in the window.
The Copper Pot | Stews and dark beer.
Sato | Eight seats at the counter.
Green Door | Vegetarian, since before it was usual.
Casa Delgado | Rice on Thursdays.
Harbour Grill | Whatever the boats bring.
Café Museum | Cake until six.
Haddad's | Mezze for the whole table.
Noodle Bar 42 | Fast, loud, good.
The Orchard | Set menu, changes weekly.
Bistro Canal | Steak, chips and a short wine list.
Pancake House | Sweet and savoury.
Old Mill Brewery | Own beer, long benches.
Saffron | Ask for the lamb.
""",
    "exercise": """
Morning run
Evening ride
Lunch walk
Swim, 40 lengths
Strength training
Hill repeats
Yoga
Long run along the canal
Commute by bike
Rowing intervals
Football match
Climbing wall
Recovery jog
Tennis with Diego
Hike to the viewpoint
Spinning class
Ten-kilometre race
Dance lesson
Core workout
Open-water swim
""",
    "health": """
Annual check-up | Blood pressure slightly raised, repeat in three months.
Knee pain after running | No swelling; physiotherapy twice a week.
Flu vaccination | No reaction.
Follow-up after surgery | Wound has healed well.
Migraine | Keep a diary of sleep and meals.
Hay fever | Tablets in the evening, drops when needed.
Back pain | Desk height adjusted, exercises shown.
Eye test | New glasses for reading.
Blood test | Iron is low, diet discussed.
Sprained ankle | Bandage for ten days.
Skin check | No findings.
Travel advice | Hepatitis A refreshed.
Sleep problems | Less coffee after noon.
Cough for three weeks | Lungs are clear.
Dental cleaning | One small filling planned.
""",
    "medicine": """
Ibuprofen 400 mg
Cetirizine 10 mg
Vitamin D drops
Amoxicillin 500 mg
Iron tablets
Nasal spray
Paracetamol 500 mg
Magnesium 300 mg
Cough syrup
Eye drops
Antacid chewable
Insulin pen
Allergy ointment
Zinc tablets
""",
    "animal": """
Biscuit
Luna
Mr. Whiskers
Pepper
Hazel
Otto
Clover
Ziggy
Nala
Pickles
Juno
Rocket
Maple
Bruno
Olive
Tofu
Shadow
Poppy
Walter
Ginger
""",
    "course": """
Spanish for beginners | From zero to ordering dinner in ten evenings.
Introduction to statistics | No formulas in the first week.
Pottery at the wheel | Clay and firing included.
First aid refresher | Four hours, certificate.
Project management basics | Plans that survive Monday.
Watercolour landscapes | Bring your own brushes.
Python for analysts | From spreadsheets to scripts.
Public speaking | You will speak every time.
Bookkeeping | For small firms and clubs.
Bread baking | Take your loaf home.
Photography at night | Tripods can be borrowed.
Negotiation | With an actor as the other side.
Swimming for adults | It is never too late.
Garden design | From sketch to planting plan.
Data protection | What the law asks of us.
Music theory | Hear what you read.
Sewing a shirt | Pattern in your size.
Climbing basics | Knots, belaying, trust.
""",
    "question": """
How satisfied are you with our service? | From 1, not at all, to 5, completely.
What did you like best? | One sentence is enough.
Would you recommend us to a friend? | Please answer honestly.
How did you hear about us? | More than one answer is possible.
What should we do differently? | We read every answer.
Which days suit you? | Mark all that apply.
How often do you use it? | In a normal week.
Is there anything you missed? | Also small things.
How easy was the booking? | Think of the last time.
Where do you live? | Only the city, please.
What is your age group? | Used for statistics only.
May we contact you? | Leave an address if so.
Which size do you wear? | Needed for the shirts.
Do you have any allergies? | The kitchen will know.
How long did you wait? | In minutes.
""",
    "vehicle": """
City bike, blue
Cargo bike Long John
Delivery van 2
Estate car, grey
E-scooter 17
Minibus
Folding bike
Touring bike
Electric van
Trailer, small
Mountain bike, size L
Tandem
Pickup truck
Forklift
Road bike, carbon
Pool car, red
Kick scooter
Tricycle
Electric bike Comfort
Camper
""",
    "language": """
English
German
French
Spanish
Portuguese
Italian
Dutch
Danish
Swedish
Japanese
Polish
Turkish
Greek
Finnish
""",
    "country": """
Portugal
United States
Denmark
United Kingdom
Canada
Germany
Australia
France
Spain
Japan
Ireland
Netherlands
Austria
Sweden
Italy
""",
    "currency": """
Euro
US dollar
Pound sterling
Canadian dollar
Danish krone
Swedish krona
Swiss franc
Yen
Australian dollar
New Zealand dollar
Singapore dollar
Norwegian krone
Zloty
Czech koruna
""",
}
