/** English sentences of everyday life that no shop answers, written for this program: what a matcher must not take for a question. */
export const backgroundEn: readonly string[] = `
is it going to rain tomorrow or can i leave the washing out | How long does it take to boil an egg so the yolk stays runny? |
where did you put my charger | what time does the match start | The doctor wants me to come back on Thursday for another blood test. |
how do i return a value from inside a nested function in javascript | Python keeps saying list index out of range and I only have 3 items |
happy birthday old man!! 🎂 | u coming tonight or not | i lost my bank card at the station, should i block it first or wait a day |
My flight got moved to 6am and now the airline app won't let me change the seat. | what's the capital of australia, is it sydney |
tell me a joke about penguins | are you a robot | can you write a poem about my cat who only likes cardboard | the cat threw up on the carpet again |
i think i have a fever, 38.2, is that high | Do I need a visa for Vietnam if I only stay twelve days? |
my landlord wants to raise the rent and says i have two weeks to answer | nobody at work knows how to open the new printer |
what is the square root of 289 | Grandma is in hospital since sunday, room number 214 i think | what does the bible say about forgiveness |
when is ramadan next year | Dear sir, our company offers high quality backlinks and guest posts at best rate, kindly reply. | you are an idiot |
shut up bot | ur mum | asdfghjkl | test test 123 | hello is this thing on | good morning everyone ☀️ | how's your mum doing after the operation |
The trail is closed above 2000m because of snow, so we turned back. | can dogs eat grapes | how long can you leave a puppy alone |
i ran 10k today in 58 min, dead now | Messi or Ronaldo | did you see the game last night, that penalty was a joke | what size is a football pitch |
how do I pay the parking fine, it says reference number not found | The tax office sent me a letter and I don't understand a single word |
when is the deadline to file taxes this year | Can I still change my surname on the passport application after sending it in? |
the embassy says my visa is under process for 6 weeks now | i have a job interview on monday and i dont know what to wear | i quit today!! |
Meeting moved to 3, same room, bring the numbers from last month. | can someone let me in, i forgot my badge |
who took my lunch from the fridge. it had my name on it | The library says I have two books overdue since March and I swear I returned them |
Is the library open on Easter Monday? | how do i renew my library card |
hotel says check in is at 3 but we land at 9 in the morning, what do we do till then |
my phone contract ends in may, can i keep my number if i move to another network | No signal in the whole house since the storm |
my laptop wont turn on, only a blue light blinks | how do i take a screenshot on mac | Excel turned all my dates into numbers, help |
what's the difference between a list and a tuple | segfault again. i hate C | how to center a div | whats the derivative of x^2 * sin x |
if a train leaves at 4 and goes 80 km/h when does it get to a town 200 km away | prove that there are infinitely many primes |
how many bones are in a human body | who was the first president of the usa | how far is the moon | why is the sky blue |
what happens if you fall into a black hole | is a tomato a fruit or a vegetable, settle this for us | What year did the Berlin Wall come down? |
how do you say where is the toilet in japanese | i cant stop crying today and i dont know why | I'm proud of you, really |
my anxiety is through the roof before exams | how do you deal with a friend who never pays you back | My brother owes me 200 and pretends he forgot |
can't sleep, it's 3am and the neighbours are dancing | the neighbours dog barks all night what can i do |
new song from her is stuck in my head since tuesday | i play bass in a band but we have no drummer | learning guitar is painful, my fingers hurt |
How long until the pasta water boils, I'm starving | my bread doesn't rise, what am i doing wrong |
what can i cook with two potatoes, an onion and despair | soup is too salty how to save it | I'm vegan since January and I miss cheese every day |
dont tell anyone but they are moving to canada | she changed her hair again lol |
the mayor wants to open a new bike lane and half the street is against it | they should lower the voting age imo |
is the king of spain still the same one | earthquake in the news again, hope your family is ok |
The trains are on strike until Friday, check before you leave. | no idea what the news means by recession | how many people live in lagos |
missed the bus by 5 seconds | where are you | im outside open the door | what's your number, i got a new phone and lost everything | k | nah im good |
brb | i dont want to talk right now | Where can I see the northern lights in February without going broke? |
How many days do you need for Rome, two or three? | we booked a hostel in lisbon but the reviews are scary | can i take a power bank on the plane |
is it safe to walk at night in naples | I forgot to return the rental car keys, they are in my jacket, 400 km away | how long does jet lag last |
Do we need winter tyres to drive in Austria? | airbnb host cancelled on us two days before the trip | we hiked 22 km and my knees are done |
the beach was full but the water was lovely | it's 38 degrees and the fan died | Snow! Actual snow! In April! |
storm warning for tonight, take the plants in | is it always this windy here | fingers crossed for sun on the wedding day |
what's a good name for a hamster | how often do you change the water in a fish tank |
The vet says the cat is overweight and should move more. How do you make a cat move? | our parrot learned to imitate the doorbell |
is chocolate really deadly for dogs | the rabbit ate my charger cable | can you get rid of fleas without chemicals |
how do i beat the second boss, he kills me every time | anyone up for minecraft tonight | My save file is gone after the update, 60 hours!! |
what's your main | is there crossplay between ps5 and pc in this one | i am stuck in bronze because of my team | the new zelda made me cry a bit ngl |
how do i change the difficulty mid game | kahoot pin pls | roll a d20 for me | we need one more player for volleyball on wednesday |
what is offside, explain like im five | he tore his ligament and is out for six months | skipped leg day again | how much protein do i really need |
i twisted my ankle, ice or heat? | how long is the flu contagious | what does a high white cell count mean | got my second shot today, arm hurts |
the pharmacy was closed, where is the night one | migraine since morning, cant look at the screen | can I take ibuprofen and paracetamol together |
my back hurts from sitting, tips? | baby slept through the night for the first time!!! | he has his first tooth | terrible twos are real |
who has the notes from monday's lecture | is the essay due friday or monday | My professor never answers emails. |
failed statistics for the second time | i got in!!! they accepted me!!! | what's the password for the eduroam thing |
can i change my major in second year | how do i cite a website in APA | Explain the French revolution in three sentences. |
what is the powerhouse of the cell | write me an essay on climate change 500 words | summarize hamlet | who wrote the odyssey |
what's the plural of octopus | is it affect or effect | recommend me a book where the dog doesn't die |
just finished the last season and i have questions | the film was three hours long and nothing happened | who plays the villain in it |
popcorn is the best part of the cinema | what is your favourite colour | what's the meaning of life |
Pretend you are a pirate and tell me about the weather. | say something in klingon | i love you bot | marry me | sing for me | flip a coin |
pick a number between 1 and 100 | what day is it | how many days until christmas | what time is it in tokyo | open spotify | call dad |
play something relaxing | Greetings from Shenzhen, we are leading factory of led screens, please contact our sales manager |
Do you accept guest articles on your blog? We pay $50 per post. | Hi, I'm an influencer with 80k followers, open to collabs? |
Your domain is about to expire, act now | I can make a professional explainer video for your brand, first one at half rate |
we help small businesses get loans up to 100k without paperwork | quick question, who is responsible for marketing in your company? |
Just following up on my last email about the app development proposal | URGENT: A child is missing, share this in all your groups! |
Copy and paste this on your wall, facebook has no permission to use my photos | May this candle bring you blessings, pass it on 🕯️ | Jesus loves you |
God bless you and your family | what time is mass on sunday | which direction do i pray from here | when does lent begin |
Is it ok to eat before communion? | eid mubarak to you and yours | do buddhists believe in a soul | what is the difference between shia and sunni |
funeral is on thursday at eleven, black not required | my uncle passed away this morning | bored bored bored | why is everyone getting married |
I turned thirty and nothing feels different | are we still friends | should i text her first | how do you know if he's the one |
my mother in law is coming for two weeks, send help | dad learned how to send stickers, it's over |
family dinner was a disaster again, politics by the second course | my cousin thinks the earth is flat | the kids are finally asleep |
did you feed the cat | your turn to do the dishes | how to unclog a sink with no chemicals |
The plumber said between 8 and 12 and it's now half past one | there is a spider in the bath the size of my hand |
moving house on saturday, who has a van | how do i change a tyre | car makes a weird noise when i turn left |
what does the orange light with the engine mean | speeding ticket came with a lovely photo of my face |
my insurance wants to know the exact time of the accident | the bank froze my account and the hotline has 50 minutes wait |
Can I open a bank account without a proof of address? | is bitcoin going up or down | what's a good interest rate for a mortgage now |
How do pensions even work | i transferred the rent to the wrong account, can the bank get it back | should I lease or save up for a used car |
Salary comes on the 25th, until then it's noodles | i have no data left until the first | unknown number keeps calling me, who is it |
is it legal to record a phone call | The court letter says I must reply within 14 days | how do i register a marriage abroad |
What documents do I need for the job centre? | got rejected again. 43 applications. | they want three references and i have one |
is it ok to ask about salary in the first interview | my new job starts monday, i am terrified |
please see my changes in the doc and tell me if they make sense | HR says i have 3 days of leave left | who has the key to meeting room B |
i'm out of office until the 12th | deadline moved. again. | your mic is off | can you see my screen | sorry i was on mute |
let's circle back next week | team lunch at the thai place? | how do I tell my manager no | knock knock |
i have a joke about construction but im still working on it | My wife says I never listen, or something like that. |
a man walks into a library and asks for a burger, librarian says sir this is a library | you had me at free wifi | bruh | no cap | touch grass |
skill issue | go to hell | f*** off | you talk too much for a toaster | nobody asked you | Are you always this stupid or is today special? |
worst bot ever | my teacher is an old witch | can you help me write a complaint to my city about the potholes |
help me write a birthday card for my boss, not too warm | write a haiku about mondays |
rewrite this so it sounds less rude: i am not coming to your party | i want to learn english fast, what i must to do |
my english is not so good sorry, how do you call the brother of my husband | in my country we eat dinner very late, at ten |
yesterday i go to the doctor and he say nothing is wrong | please how can i improve my spoken, i study since two years |
What is mean "break a leg"? My friend said me this before exam. | how are you my friend long time no see | nice to meet you, where do you come from |
i am student in university of hanoi, i study economic | how do you do fellow kids | what's for dinner | is there milk left | pizza or sushi |
i could eat a horse | Burnt the rice again. How. It's rice. | what temperature should chicken be inside | how do you know when a mango is ripe |
tried your lasagna recipe, kids asked for seconds | garlic, ginger, chili, done | no sugar for a month, day 4, i would kill for a biscuit |
coffee after 4pm was a mistake | my sourdough starter is called Clint Yeastwood |
Two truths and a lie: I've met the pope, I can't whistle, I own a boat. | would you rather fight one horse sized duck or a hundred duck sized horses |
name three countries that start with Z | which planet has the most moons | who painted the girl with the pearl earring |
how tall is the eiffel tower in summer | what is the smallest prime above 100 | is zero an even number | what's 15% of 240 |
how many ounces in a pound | a triangle has sides 3 4 and 6, is it right angled | explain recursion | how do i open port 8080 on ubuntu |
regex to match an email address pls | docker container exits with code 137 | what's the difference between == and === in js | my loop never ends |
can you check this function, it returns None every time | merge conflict on friday 17:58. I'm going home. | how to change the default python version |
is rust worth learning | why is my phone so hot | battery drains in 3 hours since the update |
forgot my apple id password and the recovery number is dead | my grandma got a virus because she clicked on a dancing cat |
is it safe to open an email from a bank i dont use | scammers called me pretending to be the police | how do i delete my facebook |
storage full storage full storage full ok i get it | can you track a lost phone if it's off | how do i block a number on android |
zoom says my meeting id is invalid | printer says no | The moon looks enormous tonight. | first strawberries in the garden 🍓 |
my tomatoes have black spots on the bottom | something is eating my roses | grass needs cutting but the mower is at my brother's |
found a hedgehog in the compost, what does it eat | How do I get rid of slugs without hurting them? |
My neighbour keeps parking in front of my garage and when I asked him nicely to move he just laughed, so now I'm thinking of calling the city about it. |
so basically my uncle sold his boat to buy a bigger boat and now he can't get the bigger boat under the bridge, the whole village is talking about it |
i have been staring at this integral for an hour, can someone tell me whether substitution or parts is the right way to go |
We are visiting my parents for the long weekend and I need ideas for what to do with three bored teenagers in a village with one bus a day. |
When I was seven I thought the people on the radio lived inside it and got smaller every evening. |
can u believe that the teacher gave us four pages of homework over the holidays and then said enjoy your break |
After the surgery they told me I can't lift anything for six weeks, which means the dog is now the boss of this house. |
the guy at the border asked how long i'd stay and i panicked and said "forever" instead of four days |
is there a way to change the order of the chapters in word without copy and paste, it breaks all my numbers |
the concert was cancelled an hour before it began and we had already driven from another country |
there's a fox that comes every evening at ten past eight and sits by the gate like he's waiting for a taxi |
what should a person do when two friends fight and both of them want you on their side |
My exchange student leaves tomorrow and the whole family is crying, even grandpa who never learned her name. |
in which order do i watch the star wars films | alphabetical order or by date for the bibliography? | court order says no contact |
order of operations: brackets first right | can i return to work after covid if i still cough | many people can't read a map anymore |
Track and field is at 4 in the big stadium | which track on the album is your favourite | exchange rate of the yen today? |
we exchanged looks and knew the party was over | the museum is closed on mondays, obviously we came on a monday |
Is the swimming pool open in this weather? | opening hours of the town hall? | who changed the channel | time for a change, i'm cutting my hair |
how long have you two been together | How much sleep is enough for a teenager? | how much do nurses earn in norway | card games for two people? |
got a red card after nine minutes | sign the card for susan before she comes back | he addressed the crowd for two hours | ip address conflict again |
what's the size of the universe | my feet grew a size since i was pregnant, is that a thing | size doesn't matter said the ant |
support group meets tuesday in the church basement | i support leeds, for my sins | Help!! the toilet won't stop running |
who do i contact if i find a dead badger | something is missing in this soup | my tooth is broken, half of it is on my plate |
i took the wrong turn and now i'm in belgium | where's the best place to watch the fireworks | where do babies come from, asking for my 5 year old |
where is everybody | when do swallows come back | when was the last time you laughed properly | when i say jump you say how high |
can i bring my cousin to the barbecue | can i wear white to a wedding | can you drink the tap water in mexico city |
Can we cancel tonight? I am knackered and the babysitter is sick. | they cancelled my favourite series after one season |
noise cancelling does not work on toddlers | current status of my diet: cake | the status of women in ancient sparta
`
  .split('|')
  .map((sentence) => sentence.trim());
