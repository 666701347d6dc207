"""Files, writing, music, film, pictures."""

FAMILIES: dict[str, str] = {
    "file": """
Budget 2026.xlsx | Draft for the board, not final.
Offer Marchetti v3.docx | With delivery as a separate line.
Floor plan Quay Road.pdf | Scale 1:100.
Team photo.jpg | From the summer party.
Minutes 12 February.docx | Decisions are in bold.
Price list spring.pdf | Valid from 1 March.
Logo package.zip | All sizes, dark and light.
Customer survey results.csv | Raw answers, one row each.
Onboarding checklist.docx | Keep step 5 in sync with IT.
Pitch Fernhill.pptx | Eight slides and a backup.
Holiday calendar.xlsx | Everyone enters their own days.
Contract Northquay signed.pdf | Term of two years.
Product shots.zip | Thirty pictures, edited.
Interview guide.docx | Four about process, two about conflict.
Receipts January.pdf | Scanned, by date.
Recipe collection.docx | Grandmother's, typed up.
Inventory hall 2.csv | Counted on the last Friday of the month.
Welcome video.mp4 | Three minutes, subtitles included.
Travel plan Lyon.pdf | Trains, hotel and stand number.
Newsletter March.docx | Proofread twice, please.
Salary bands.xlsx | Confidential.
Brand guidelines.pdf | Colours, type and tone.
Garden sketch.png | North is up.
Support handbook.docx | Answers we give every week.
Quarterly report Q4.pdf | As sent to the investors.
Voice memo choir.mp3 | Second movement, alto.
Measurements kitchen.txt | In centimetres.
Website texts.docx | One heading per page.
Roadmap.pptx | What, not when.
Access list.csv | Who may open which door.
""",
    "folder": """
Invoices
Contracts
Photos
Archive 2025
Marketing
Templates
Shared with Fernhill
Meeting notes
Receipts
Personal
Design drafts
Recruiting
Trade fair
Reports
Travel
Customer projects
Recipes
School
Brand
Handover
""",
    "drive": """
Company
Design archive
Finance
Customer projects
Recruiting
Marketing library
Board documents
Engineering
Events
Legal
Training material
Photo library
Warehouse
Partners
""",
    "article": """
Why we closed the shop on Mondays | One day without customers made the other six better.
Ten things to check before you move | The list we wish we had had.
How to brew coffee for twenty people | Start earlier than you think.
What our first year taught us | We were wrong about prices and right about people.
A short guide to bicycle maintenance | Chain, brakes, tyres: fifteen minutes a month.
The case for smaller meetings | Three people decide, eight people discuss.
Behind the scenes: printing the catalogue | Paper first, then colour, then patience.
Meet the team: Grace Haddad | She knows where everything is.
Five plants that forgive you | They like light and forgetful owners.
Our new opening hours | From May we open at eight.
How we pack without plastic | Board, paper and a lot of folding.
Lessons from a failed launch | The product was fine. The date was not.
Reading a balance sheet in ten minutes | Three numbers tell most of the story.
Autumn on the allotment | What to sow, what to cover, what to leave.
A weekend in Gothenburg | Trams, islands, cinnamon buns.
Writing emails that get answers | One question per email.
What changed in version 4 | Faster lists, clearer dates, fewer clicks.
The repair café turns five | 1,200 toasters later.
How to give feedback | Early, kindly, about one thing.
Notes on a quiet office | Rugs helped more than rules.
Choosing a keyboard | Try before you believe.
Open house on Saturday | Cake, tours and a raffle.
""",
    "book": """
The Salt Harbour | A lighthouse keeper's daughter comes home.
Letters from the Night Train | Two strangers write to each other for a year.
A Short History of Chairs | How we sit and why.
Winter Light | A village, a theft, a long silence.
The Cartographer's Apprentice | Maps that lie and people who do not.
Bread and Time | Baking as a way of waiting.
Seven Bridges | A city told by its rivers.
The Quiet Engineer | A life between the wars.
Where the Swifts Sleep | Field notes from forty summers.
Uneven Ground | Essays on walking.
The Second Violin | An orchestra falls apart beautifully.
Numbers for Gardeners | Arithmetic with dirt under its nails.
Salt, Ash, Lemon | Recipes from a small island.
Everything We Kept | Three sisters clear a house.
The Last Ferry | A thriller in one night.
Light in Old Rooms | On restoring what was never grand.
An Atlas of Small Things | Buttons, seeds, keys.
The Weather Station | Four people, one winter, no radio.
""",
    "song": """
Paper Lanterns
Blue Hour
Slow Train North
Salt on the Window
Half a Moon
Kitchen Light
Letters Home
Winter Coat
Open Water
The Long Way Down
Copper Wire
Sunday Shoes
Echo Park
Glass River
Small Hours
Maps and Matches
Orange Peel
Tin Roof
Second Skin
After the Fair
Low Tide
Carousel
Northern Lines
Hold the Door
Firefly Season
Static
Harbour Bells
Marigold
""",
    "playlist": """
Morning coffee
Long drive
Focus, no words
Dinner with friends
Running 160
Rainy Sunday
Songs my father liked
Party, second half
Sleep
Discovered this month
Guitar practice
Summer 2025
Cooking
Old vinyl
Workday start
Quiet piano
Road trip to the coast
Children's favourites
""",
    "album": """
Summer at the lake
Low Tide
Kitchen Sessions
Night Trains
Wedding Bologna
Live at the Foundry
Family archive 1978
Northern Lines
First snow
Paper Cities
The Orchard Tapes
Trade fair 2025
Small Rooms
Kyoto
Harbour Lights
Unfinished
""",
    "artist": """
The Paper Lanterns
Amara Bello
Copper Kettle Quartet
Nadia Sato
Low Tide
Kofi & the Ferrymen
Juniper Hall
Ingrid Vega
Tin Roof Choir
The Second Violins
Theo Marchetti Trio
Salt Harbour
Camille Laurent
Glass River
Northern Lines
Rosa Okafor
""",
    "video": """
How to true a wheel | Ten minutes, two tools.
Studio tour | Where everything is made.
Sourdough, step by step | Real time, no cuts.
Interview with Amara Bello | About the new record and old fears.
Unboxing the desk lamp | And one honest complaint.
A day at the market hall | From four in the morning.
Guitar lesson 12: barre chords | It gets easier, promise.
Drone flight over the lake | Best with sound on.
Product training: scanners | For the early shift.
Time lapse: building the shed | Three days in three minutes.
Kids explain the internet | They are not wrong.
Repairing a toaster | Unplug it first.
Live from the harbour concert | Second half.
Watercolour skies | Wet on wet.
Our year in ninety seconds | Thank you all.
Trail run, muddy version | Helmet camera.
""",
    "film": """
The Last Ferry | Thriller, one night, one boat.
Kitchen Light | A cook, a critic, a burnt sauce.
Seven Bridges | Documentary about a flooded city.
The Weather Station | Four people snowed in.
Marigold Street | Comedy with too many cousins.
Salt and Ash | A fisherman turns detective.
Night Shift | A hospital between two and six.
The Cartographer | Adventure, maps, betrayal.
Paper Moon Garage | Coming of age with motorbikes.
Winter Coat | A love story in one season.
The Quiet Engineer | Biography.
Low Orbit | Two astronauts, one seat home.
Carousel | Musical at a closing fair.
Swifts | Nature film without a narrator.
""",
    "photo": """
Sunrise over the harbour
Grandmother's kitchen
Market hall, early
First steps
View from the lighthouse
Snow on Mill Lane
Team at the summer party
The red bicycle
Reflections
Before the concert
Apple blossom
Street musician, Lisbon
Empty platform
Rosa laughing
Workshop floor
Ferry leaving
Old door, blue
Birthday table
Storm coming in
Shadows at noon
""",
    "game": """
Harbour Master
Night Train Tycoon
Paper Kingdoms
Orchard
Seven Bridges
Low Orbit
Lantern Run
Copper & Coal
Little Lighthouse
Swift
Market Day
Foxes of Fernhill
Cartographer
Kite Valley
""",
}
