"""The sentence frames of dialogues, as data: what people ask in, what assistants answer in.

A slot in braces is filled by whoever uses the frame; a frame that stands twice is drawn twice as often. Frames for what
comes after a success are apart from those that fit after anything, since nobody says "Great" to a refusal.
"""

REQUESTS = (
    "Please {phrase}.",
    "Please {phrase}.",
    "{capital}.",
    "{capital}, please.",
    "Can you {phrase}?",
    "Could you {phrase}?",
    "Could you please {phrase}?",
    "Can you {phrase} for me?",
    "Would you {phrase}, please?",
    "I'd like to {phrase}.",
    "I want to {phrase}.",
    "I need to {phrase}.",
    "I need you to {phrase}.",
    "We need to {phrase}.",
    "I have to {phrase}. Can you do that?",
    "I'd like you to {phrase}.",
    "Go ahead and {phrase}.",
    "Let's {phrase}.",
    "Help me {phrase}, please.",
    "Would it be possible to {phrase}?",
    "It would help me if you could {phrase}.",
)
FIRST_REQUESTS = (
    "Hi, could you {phrase}?",
    "Hello, I'd like to {phrase}.",
    "Hi! Please {phrase}.",
    "Good morning. Can you {phrase}?",
    "Hey, can you {phrase}?",
)
LATER_REQUESTS = (
    "Now {phrase}, please.",
    "Then {phrase}.",
    "Next, {phrase}.",
    "Also, please {phrase}.",
    "And {phrase}, please.",
    "OK, now {phrase}.",
    "One more thing: {phrase}.",
    "Could you also {phrase}?",
    "I also need to {phrase}.",
    "I'd also like to {phrase}.",
)
PLEASED_REQUESTS = (
    "Great. Now {phrase}.",
    "Thanks. Now please {phrase}.",
    "Perfect. Then {phrase}.",
    "Good. Next, {phrase}.",
    "Thank you! Can you also {phrase}?",
    "While you're at it, {phrase}.",
)

LISTS = (
    "Which {many} are there{tail}?",
    "What {many} are there{tail}?",
    "Show me the {many}{tail}, please.",
    "Show me all {many}{tail}.",
    "Please show me the {many}{tail}.",
    "Can you list the {many}{tail}?",
    "Please list the {many}{tail}.",
    "List all {many}{tail}, please.",
    "I'd like to see the {many}{tail}.",
    "Can I see the {many}{tail}?",
    "Let me see the {many}{tail}, please.",
    "I need a list of the {many}{tail}.",
    "Could you give me a list of the {many}{tail}?",
)
LONG_LISTS = (
    "Show me the {many}{tail}, please.",
    "Which {many} are there{tail}?",
    "Are there any {many}{tail}? Please list them.",
    "Please find the {many}{tail}.",
    "I'm looking for the {many}{tail}.",
    "Can you find all {many}{tail}?",
)
LISTS_IN = (
    "Which {many} are in {thing}?",
    "What {many} do I have in {thing}?",
    "Please list the {many} in {thing}.",
    "Can you show me all {many} in {thing}?",
    "I'd like to see the {many} in {thing}.",
)
LISTS_OF = (
    "Which {many} does {thing} have?",
    "Can you list the {many} of {thing}?",
    "What are the {many} of {thing}?",
    "Show me all {many} of {thing}, please.",
    "I'd like to see the {many} of {thing}.",
)

QUESTIONS = (
    "What{verb} {what}?",
    "What{verb} {what}?",
    "Can you tell me {what}?",
    "Could you tell me {what}?",
    "Tell me {what}, please.",
    "Please tell me {what}.",
    "Could you look up {what}?",
    "Please look up {what} for me.",
    "I need to know {what}.",
    "I'd like to know {what}.",
    "Do you know {what}?",
    "Can you check {what}?",
    "Could you check {what} for me?",
    "Remind me, what{verb} {what}?",
)
WHENS = (
    "{question}?",
    "{question}?",
    "Can you tell me {clause}?",
    "Do you know {clause}?",
    "I'd like to know {clause}.",
    "Please check {clause}.",
    "Could you look up {clause}?",
)

MENTIONS = ("{0}.", "{0}, please.", "I mean {1}.", "I meant {1}.", "{0}, thanks.", "Sorry, {1}.", "That would be {1}.")
CALLINGS = ("{0}, please.", "Call it {0}.", "Let's call it {0}.", "{0}.", "How about {0}?")
VALUES = ("{0}, please.", "{0}.", "{0}, thanks.", "Let's say {1}.", "Make it {1}.")

YIELDS = (
    "All right, then {0}",
    "OK, in that case {0}",
    "I see. Then please {0}",
    "Oh, OK. Please {0}",
    "Ah, I see. Please {0}",
    "Thanks for checking. Then {0}",
    "Hm, then please {0}",
    "Fair enough. Please {0}",
    "Good to know. Then {0}",
    "Oh, I didn't know that. Please {0}",
)
AGAIN = ("All right. {0}", "I see. {0}", "OK. {0}", "Ah, I see. {0}", "Thanks for checking. {0}", "Oh, OK. {0}")
OTHERWISE = (
    "If that isn't possible, tell me why, and {0}.",
    "If it can't be done, tell me why, and also {0}.",
    "Should that not work, I'd like to know why, and {0}.",
    "If that doesn't work, please explain why, and tell me {0}.",
    "If you can't, let me know why, and {0}.",
    "In case it isn't possible, I want to know why, and {0}.",
)

WHICH = ("Which {0} do you mean?", "Sure, which {0}?", "Of course. Which {0} is it?", "Which {0} should it be?")
NAMINGS = (
    "What should {0} be called?",
    "Sure. What name should I give {0}?",
    "Happy to. What should I call {0}?",
    "What would you like to call {0}?",
)
WHATS = (
    "What should {0} {1} be?",
    "Sure. What should {0} {1} be?",
    "What would you like {0} {1} to be?",
    "Gladly. What should {0} {1} be?",
)

DEEDS = (
    "I've {0}",
    "I've {0}",
    "I have {0}",
    "Done. I've {0}",
    "Done, I've {0}",
    "OK, I've {0}",
    "All set. I've {0}",
    "Sure, I've {0}",
)
DONES = ("Done. {0}", "Done. {0}", "All set. {0}", "OK. {0}", "That's done. {0}", "Updated. {0}", "Sure. {0}", "{0}")
FACTS = ("{0}", "{0}", "{0}", "I checked: {1}", "Sure. {0}", "I've looked it up: {1}", "Of course. {0}")
COUNTS = ("There {be} {0}: {1}", "There {be} {0}: {1}", "I found {0}: {1}", "I see {0}: {1}")
PAGES = ("There are {0}. {2} {1}", "I found {0}. {2} {1}", "I see {0}. {2} {1}")
REFUSALS = (
    "I couldn't do that: {0}",
    "That isn't possible: {0}",
    "Sorry, I couldn't do that. {1}",
    "That can't be done. {1}",
    "I'm afraid that isn't possible. {1}",
    "Unfortunately, I couldn't do that: {0}",
    "I tried, but it was not possible: {0}",
    "Sorry, I can't do that: {0}",
)
