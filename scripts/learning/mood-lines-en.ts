import type { writtenMoods } from '../../src/understanding/mood-model.ts';

/** Messages of English customers in each mood, written for this program: the reader of moods learns from them. One after the other, with bars between. */
export const moodLinesEn: Readonly<Record<(typeof writtenMoods)[number], string>> = {
  calm: `
hi is the blue mug still available | How long does delivery to Norway usually take? |
my kid is angry so I want to cheer him up, what toy would you suggest for a 5 year old | killer deal? saw it on your insta |
do you still have the Angry Birds mug in red | WHERE IS YOUR SHOP LOCATED | HI I WOULD LIKE TO ORDER TWO OF THE CANDLES THANKS |
can u tell me the size of the small box | order number is 40213 | Is the jacket waterproof or just water resistant? |
i need to change the address on my order, i moved last week | one of the four cups arrived with a crack, photo attached. what do you need from me? |
The zip is stuck on the bag I received on Monday. Could you tell me how to proceed with a replacement? |
Hello, my package says delivered but I was not home, could it be with a neighbour? | i got the green one instead of the blue one, how do i swap it |
please send me the invoice for order 1183 | is there a discount if i buy ten | do these run big or small | I usually wear a 38, should I take M or L? |
what time do you close today | Not urgent at all, just wondering when the parcel will go out. | no rush, but when does it ship? |
not bad, do you have it in wool as well | this would be perfect to scare my brother, does the skull glow in the dark? |
Does the "Grumpy Cat" pillow come with the filling? | Looking for the "I Hate Mondays" cup, size large. | I'd like one "World's Worst Cook" apron, size M |
what's in the hate-to-love-you gift box | can I get the Disaster Kit for New Parents gift wrapped? |
What happens if the plant arrives dead? Just asking before I order. | is it a problem if i pick up after 6 |
my old lamp broke so i'm looking for a similar one, 40 cm high | The dog destroyed the last one so I need a stronger leash. |
I'm terrible at choosing sizes. Chest is 96 cm, height 1.80. | sorry to bother, is the free shipping from 50 or 60 |
this might be a dumb question: is the lid included? | i messed up the address, it should be 14B not 14 |
My mistake, I ordered twice. Please cancel the second one. | oops wrong size picked, can u change to 42 before it ships |
Forgot to enter the code WELCOME10, is there any way to add it? | the tracking link shows nothing yet, is that normal in the first 24 hours? |
Tracking has said "in transit" since Friday. Is there any update? | it says arriving between 2 and 5, can i ask them to ring the bell at number 9 |
please no plastic in the packaging if possible | could you add a note saying happy birthday nina | the gift is for my boss, so please don't put the price in |
does the tea contain caffeine | Has this been tested on animals | where is the wool from | How heavy is the package? I live on the fourth floor without lift. |
will it fit through a 75cm door | do you have a bigger pic of the back | which one is more popular the oak or the walnut |
Any chance the sold out one comes back? | can i reserve it till saturday | do you hold items | Can I pay in two parts? | do u have gift cards |
my code says expired, is there another one running? | is it cheaper without the box | what's ur best price for three | is that price with tax or without |
whats the shipping to 10115 berlin | do you offer express | i need it by friday is that possible | would it arrive before mothers day if i order today |
customs fees for switzerland? | which courier do you use | Do you have a step at the entrance? I use a wheelchair. | can i bring my dog in |
i want to return a pair of shoes, unworn, bought on the 3rd | how many days does the refund normally take | Refund to the same card is fine. |
i'd rather have a refund than store credit if thats ok | please cancel and refund, i found one at my mum's |
I've changed my mind about the lamp. How do I cancel? | can i cancel just one item | Left earcup has no sound, right one works. Serial no is 88-2041. |
the leg wobbles a bit, do i have to tighten something? | Button three doesn't respond. I changed the batteries already. |
it leaks from the lid when tilted, bought in march, is there warranty | Screw bag was missing from the box, could you post one? Order 9920. |
The charger gets warm after an hour, is that expected | there's a small stain on the inside of the collar, doesn't bother me but wanted to mention it |
one sock has a hole, order 7734, pic below | Two of the twelve eggs cups were broken. The rest are fine. What's the next step? |
wheels fell off the toy truck after two weeks, can it be fixed with glue? | the color looks different from the photo, more grey. is it the same article? |
smells of paint, will that go away? | What does "failed delivery attempt" mean? I was home. |
DHL says adress not found. The correct one is Rua das Flores 12, 3 esq. |
is the shop haunted or is that just the decoration 😄 asking for opening hours on halloween |
my daughter lost her plush rabbit and is very sad, do you have the same one | it's a get well card for my neighbour who broke her hip |
flowers for a funeral on thursday, what would you suggest | is the mosquito killer safe around cats | looking for slug poison that does not hurt hedgehogs |
one bottle of Satan's Tears please | What's the return window on the Crime Scene board game? | is the punching bag filled |
how loud is the alarm, will it wake the dead lol | would the dress survive a tumble dryer | does it die quickly in low light? the fern i mean |
is it normal that the leather smells | nothing wrong with the order, i just need a copy of the receipt |
no complaints so far, only want to know how to descale it | I do not want a refund, I just want to know if I can get the spare lid. |
I am not upset, only asking where it is at the moment :) | take your time, i'm on holiday till the 12th | ok | thanks, will wait |
ok no problem, i'll order next week then | i see. is there any other option? | fine with me, send the grey | yes please | no that's all |
no the other one, with the handle | the second from the left | thats my old number, new one ends 447 | my postcode is 2100 |
Good morning. I would like to know the status of order 60018. | Good evening, do you also sell in bulk for restaurants? |
hello friend, you have this for iphone 13? | please i want know if this is real leather | what is the material of this? it is good for the summer? |
i want buy but page say no stock, when you will have? | can you make for me less price if i take five? | I have doubt about the measure, the 40 is european? |
i not found the button for pay, where it is? | hi sir, which one is better for oily skin | madam please tell the price of green saree |
Kindly advise when the item will be dispatched. | wie gehts, do you speak german or english only | can a human look at my order when they have time? no hurry |
is this chat a bot | who do i write to about wholesale | could you call me tomorrow after 4? 0171 2255 |
what's the email for complaints about the courier? I want to report they left the door open downstairs | how do i leave a review |
where can i complain about my neighbour's taste haha, no, is the garden gnome in stock | please delete my account and data |
the site shows an error at checkout, browser is firefox | the photo of the third vase is missing on your website fyi |
There's a typo on the label, it says "chocolade". Thought you'd want to know. | coupon field rejects my code: SPRING. Is it case sensitive? |
paid twice by accident i think, can you check? 34.90 two times on the 6th | payment is pending since this morning, should i wait or try again |
DO YOU HAVE THIS IN SIZE 12 | GOOD MORNING I AM LOOKING FOR A GIFT FOR MY GRANDSON HE IS 8 | HOW MUCH IS POSTAGE TO IRELAND |
I WOULD LIKE TO RETURN THE SLIPPERS THEY ARE TOO SMALL. HOW DO I DO THAT | IS THIS THE SHOP WITH THE RED DOOR | is 30 the lowest you can go |
bit pricey for me, anything similar under 20? | it's above my budget, is a sale planned? | too expensive for a tote, have you got plain ones |
Why is shipping to islands higher? | is it late? the email said tuesday or wednesday | it was supposed to come yesterday, do you know if it is out today? |
Parcel is a day late, can you see where it is? No stress. | hi just checking in on 4471, still at the depot it seems | has it shipped yet |
did you receive my return? it was signed for on monday | still waiting for the label, maybe it went to spam. can you resend |
my neighbour took it in, so all sorted, you can close this | never mind, it just came | nevermind, solved it | ignore that, wrong shop |
sorry i meant the 60cm one | sorry for the late reply, yes go ahead | Please ignore the angry emoji, my son had the phone. I was asking about size 28. |
lol my toddler typed that. do you have the puzzle with 48 pieces? | i dont get the size chart, is it in inches? | i can't decide, which would you pick? |
can't find the serial number, where is it printed | it doesn't fit my sink, which model is 2 cm smaller | doesn't work with android 9 right? |
it won't turn on, do i need to charge it first? | dead pixel top left, is that covered? | I dropped it. Can I buy just the glass? |
my fault, I shrank it in the wash. do you sell the same one again | cat scratched it, can you reupholster |
need a replacement strap, the old one tore after six years | How do I get rust off the cast iron? | is the crack in the glaze part of the design? |
does raku always have these black marks | are the holes in the jeans meant to be there, asking for my mum | is "shabby chic white" more yellow or more grey |
what does "imperfect" mean in the listing | please hold my order until i'm back from hospital on the 9th | don't send it yet, my address will change |
beware of the dog at the gate, he barks but is harmless. parcel can go over the fence | Stop my subscription after this month please. | how do I skip a month |
remove the second item please | swap vanilla for lavender if it isn't packed yet | add one more to my order 229? | do you ship both together or separate |
what colors | price? | still available? | in stock? | link? | warranty? | photo of the inside pls | material?? | are u hiring | do you do workshops |
Can you engrave a date on it? | max letters for the engraving? | the engraving should say "You Drive Me Crazy", 18 letters with spaces |
card text: Sorry I was an idiot. Love, Ben | please print "Worst Golfer Ever" on the back, white letters |
can u write "f*ck cancer" on the cake? it's for her last day of chemo | does the ghost costume come with chains |
how aggressive is this drain cleaner on old pipes | is the shocking pink more neon in real life | is this the stupidly big tote or the regular one |
i'd kill for a discount haha, is there one for students? | Sick of my old chairs, so looking for four new ones. What's available in beech? |
fed up with plastic bottles so I'm switching to glass, which lid is leak proof? | I hate ironing. Which of your shirts is non iron? |
my back is killing me, which of the cushions is firmer? | had enough of winter, when do the summer dresses come in? |
Tired of blunt knives. Do you sharpen as well? | what would you give to a grumpy grandpa who has everything |
We lost our cat. Do you make small urns with a name on it? | i need something black for a funeral by wednesday, size 44 |
the bride is a nightmare about colours, could you send a swatch of the sage? | the other shop sold me a fake one so i want to check: are yours original? |
is this legit? never bought here before | do you have a physical store or only online | how long have you been in business |
saw a bad review about the zip, was that fixed in the new version? | one review says it breaks fast, what's your experience? |
does it bite? (joking) is the venus fly trap ok for a kids room | Urgent question before I order: is it 110 or 220 volts? |
quick one!! is it open till 6 or 7 on sat | hi!! do you have the stickers w/ frogs!! | omg hi do u still have the moon lamp?? |
wait is it per piece or per pair?? | hello?? is this the right number for the flower shop | what is "click and collect" | do you gift wrap, and is it extra |
The courier left a card but I can't read the time. Which depot is it at? | which of these is worse for the environment, the foam or the paper fill? |
whats the catch with the free one haha | is it bad if i use it every day? | am i too late for christmas delivery |
is tomorrow too early to ask for news on 7802 | the wrong cable was in the box, i need the usb-c one. where do i send this one? |
i recieved a small instead of large, how we do the change? | hi, my pacakge is stuck in customs, they ask for an invoice w value |
it came without the manual, pdf is ok | one candle was snapped in half, i've attached a picture as your faq asks | cancel pls, wrong adress. will order again |
I'd like to withdraw from the purchase within the 14 days. Which form do I use? | what are my rights if it breaks after a year? just for info |
is there a fee for returns | hi! does it come in pink? | GOOD AFTERNOON. MY PARCEL HAS NOT ARRIVED YET, COULD YOU KINDLY LOOK. NO HURRY. REGARDS, HAROLD |
TWO BAGS OF THE STRONG COFFEE PLEASE, GROUND FOR FILTER | DOES THE KETTLE HAVE A WHISTLE | I TYPE IN CAPS BECAUSE OF MY EYES. WHICH SIZE IS THE TABLECLOTH |
ORDER 7719 THE LID IS CRACKED PLEASE TELL ME WHERE TO SEND IT | hi!! is the frog umbrella back!! | can I get 3 pls!! and 2 of the small ones! |
one returned, one kept. Is the voucher split then?
`,
  disappointed: `
I was really looking forward to this and it arrived broken :( | Such a shame, the colour is nothing like the photo. |
i had hoped it would be here for her birthday, now it's too late | bit sad tbh, expected better quality |
I'm a little let down by the packaging, the box was soaked through. | my daughter cried when she opened it, the arm was off |
I expected more for that price, honestly. | feeling let down. saved two months for this bag | it stopped working after three days, sad |
Really sad to see that the plant didn't survive the trip. | :( :( it's the wrong one | noooo i missed it again 😭 |
I waited all day at home and nobody came. Oh well. | third time i ask, slowly losing hope | i'm tired of asking but is there any news on my parcel |
This is the second broken one. I don't know what to say anymore. | was so excited and then this :( | It's a pity, I always recommended your shop to friends. |
i've been a customer for years and this one really let me down | The quality used to be so much better. |
you used to put in a little handwritten card, i miss that. now it came in a plain bag and two were broken |
name on the necklace is misspelled, and it was for tomorrow 😞 | much smaller than i imagined, disappointing |
Thought it was handmade. It has a factory sticker on the bottom. Pity. | doesn't feel like the 80 euro i paid | sadly it didn't fit and now my size is gone |
I'm gutted, it was the last one in blue | gutted. proper gutted. the vase is in bits | My expectations were higher after all those reviews. |
maybe i expected too much | i dont want to complain but it really is not what was promised |
i hate to write this, i love your shop, but the last order was poor | i'm not mad, just disappointed | It's alright, I just feel let down. |
nobody answered my last two mails, that made me quite sad | i feel a bit forgotten by you | It would have been nice if somebody had told me that it's delayed. |
the cake was dry, guests left it on the plates. what a pity for the day | the photo book has two pages swapped, it was for grandpas 90th. too late now |
cried a little when I saw the scratch, it was my treat to myself | it broke the first time he used it, he was so proud of it :( |
my little one keeps asking where the dinosaur is and i don't know what to tell him | christmas morning with an empty spot under the tree, that hurt |
The kids had been counting the days. Nothing came. | we waited for nothing | roses came wilted, my wife smiled anyway but still |
half of the bouquet was hanging its head. Disappointing. | tea is stale i'm afraid. first time that happened with you |
coffee tastes flat compared with last time, sad face | it flickers. after all the praise i read i expected something else |
the sound is thin and tinny, not what i dreamed of | battery hardly lasts an hour, such a shame because i like the design |
my favorite plate of the set is the one that broke, of course, sigh | sigh. wrong size again |
again no luck with the sale, the basket emptied itself while i was paying | i stood up at 6 for the drop and still got nothing |
Missed out because the page crashed. Was really hoping to get one. | such a pity that you stop making the green glaze |
sad you are closing the shop in leeds, i walked there every saturday | what happened to the old recipe? the new one isn't the same, sorry |
Honestly underwhelmed. The pictures were lovely. | it's just... not nice. i'm sorry | 5 weeks for this, hm. not worth the wait sadly |
i regret ordering it, it looks so sad on the wall | i'm sad about the refund being smaller than i thought |
i told everyone about this shop and now i feel silly | My trust is a bit shaken, I must say. |
I will probably not order again, which makes me sad because I liked you a lot. | think i'll give up on the idea of getting it this year |
i give up, please just cancel it, it's a pity | Just cancel it please. It would have been for her graduation, that was saturday. |
too late now, the baby shower is over. shame | you could send it now but he already left for the army, so it doesn't matter anymore |
please send it back to you, i have no use for it after the party. sad | i had goosebumps when ordering and now just a lump in my throat |
honestly my heart sank when i lifted the lid | it hurts a bit because i paid with my first salary | Saved up half a year. It arrived scratched. I feel so low. |
that's me back to square one then :/ | oh. so no replacement either. okay. | oh... i see. that's a real pity |
Thank you for the answer, though it's not the one I was hoping for. | thanks anyway, it is sad that nothing can be done |
well, so much for surprising my husband :( | so the surprise is ruined, sadly | guess i was naive to think it would look like in the video |
I can't get it assembled, and the manual doesn't help. I feel rather hopeless. |
i have tried four times and the page loses my order. i'm about to give up, pity | i wish somebody would just tell me if it is coming |
It says handmade in Italy on the site. The label says otherwise. I'm disappointed. | not impressed i'm afraid | I'm afraid I am not happy with it. |
not happy with the haircutter, it pulls. pity | im very sad about my order | very dissapointed | so dissapointed with the quality |
dissappointed, the necklace turned green in a week | I am disappoint, the product is not same like photo |
My wife she is very sad, the ring is too small and we have no time before wedding |
i am sorry to tell but the shoes are not good, after two day is open in front | i feel bad for this purchase, i expected other thing |
In the picture is beautiful, in real is not so beautiful. I am little sad. | please, i wait since one month, my son ask every day :( |
It is pity for me, i like your shop but this bag is break fast | we were very hoping for the delivery on saturday, we are sad |
the taste is not like before, my mother was disappointed, she wait so long for it | Not as described, unfortunately. I had imagined it heavier. |
I'd imagined something softer, it feels like cardboard. Pity. | The cushion is flat as a pancake, we're a bit sad about it |
such a lovely idea and such poor glue | the packaging was prettier than the thing inside, sadly | Loved the first one. This second one is a letdown. |
it pains me to say that your chocolates have gone downhill | five stars for years, this time sadly two | would have loved to give five stars |
I really wanted to leave a good review. | i was hoping to write you something nicer today | sorry for being such a downer but the rug is a real disappointment |
i know the post is to blame, still a pity | my happy monday lasted until i opened your parcel, the bowl's in two pieces |
out of stock AFTER i ordered, that's such a letdown | got the cancellation mail this morning. was really looking forward to it... |
i saw the mail that you cancelled my order. heartbroken, no joke | waited in line for 2 hours and they sold out right before me, so sad |
The workshop got cancelled again? I had taken the day off for it. Pity. |
i drove an hour and you were closed, the site said open. so sad, my kid had put on her shoes and all |
such a long journey and the parcel is just empty inside, i dont know what to do | box was empty :( i thought it was a joke first |
honestly thought you were one of the good ones | I thought small shops cared more. |
i chose you over amazon because i wanted to support a small shop, and now i regret it a bit | it's a shame that no one picks up |
i called, mailed, wrote here. nothing. it makes me sad more than anything | i'm worn out. i only want my parcel | All I wanted was a working kettle. |
i wish i had read the reviews first :( | i should've known, too good to be true | too good to be true i guess. sad | my hopes were up, now they're down |
let down, that's the word | bit of an anticlimax after 7 weeks | We must say we were rather saddened by the condition of the chest. |
It did not live up to the description, regrettably. | Regrettably the blanket sheds so much that we can't use it. |
To my regret I must return the clock. It loses ten minutes a day and I had so wished for it. | I AM DISAPPOINTED THE FLOWERS WERE NOT FRESH |
I WAS SO HAPPY AND THEN IT DIDNT FIT | 💔 it's cracked | 😞 still not here | 😔 expected so much more from this brand |
☹️ no tracking no mail nothing, was looking forward to it so much | :'( my parcel went back to you | ;( came too late | ugh sad. wrong colour |
ugh i was so ready for this weekend and the boots are still in some depot :( | ah damn, that's sad. was for my dad | damn it was the last one wasn't it :( |
argh so close, missed the sale by five minutes 😭 | well crap :( it doesn't fit the window | just my luck, the only broken one in the batch |
the stitching on mine is crooked, hers was perfect. sad trombone | it's faded after a month in the window. i thought it would stay |
The plating wore off within a week. I loved it so much the first days. | it was my favourite for exactly nine days and then the clasp broke |
the chain snapped at dinner and the pendant is gone. it had my mum's initials | i've glued it, but every time i see it i'm a bit sad |
I'll keep it but it isn't what I hoped for. | keeping it since there's no time, but a bit sad | we'll manage without it, it's just a pity |
it's okay i guess. would have been nice though | fine. it was going to be the highlight of the day, that's all | no refund can bring back the day, sadly |
had my heart set on the yellow one | my heart was set on getting it before the trip | could cry. the frame is fine and the picture has a tear |
the smell is so strong that i can't use it, and i'd looked forward to it for weeks | perfume isn't like i remember, have you changed it? so sad |
Your shop was my little happy place, lately the orders come late and incomplete. Pity. | i miss when you packed things with paper and care |
no thank you note, no sticker, broken lid. it felt loveless | I feel a bit foolish for having trusted the photos. |
feeling a little cheated by the size in the picture, it fits in my palm :( |
i thought the set had six. it's four. read it again, yes, my hope was bigger than the text | learned my lesson, sadly |
lesson learned i suppose, pity about the money | that's a shame | sad | it is what it is, but i'm sad | not the joy i was hoping for |
Hoped for cosy, got scratchy. | cleared the shelf, told the kids, and then nothing came | the balloons were flat before the party started, poor kid |
a farewell present that comes too late is just a sad thing on my desk |
my grandma knitted better ones with one eye, i expected a lot more from "artisan wool"... sad |
hi, just wanted to say i'm a bit down about how my return was handled | hi, so my bowl came today and um it's chipped :( i was so careful opening it |
good morning, i opened the parcel for my wife's 60th and the watch isn't running. sad start of the day |
evening. nothing in the post again. we'd all crossed our fingers | i've stopped checking the tracking, it only makes me sad |
i don't believe it will come anymore | I was defending you in the comments and then mine came without the belt. Ouch. |
ouch, that discount came one day after i paid full price :( | a day later it's half price, that stings | stings a bit to see it cheaper now |
you promised tuesday and i believed you :( | You told me it would be here for Easter. It wasn't, and the kids were so disappointed. |
i bragged about that table and now it has a crack through the middle :/ | honestly i feel a bit stupid now | feels like a waste, sadly |
It fell off the wall the first night. My nicest mirror, gone. | goodbye nice mirror :( | rest in peace little cactus, three days you lived with me. sad |
the bonsai dropped all its leaves, i did everything on the card. so sad about it | My orchid was so beautiful on your picture and what came has no bud at all. |
seeds: 20 planted, 1 came up. my son waters the empty pots every day, breaks my heart | long faces at the breakfast table today, the game has no dice |
the vinyl has a scratch on side b, my favourite song jumps. sad | record skips. been hunting this pressing for years, what a pity |
the amp hums and i'd really wanted to play on sunday :( | my dream dress turned out to be see-through |
fits everywhere but the shoulders, i had such high hopes | size 40 is more like a 36, felt awful in front of the mirror | going back, sadly |
returning this, it makes me sad every time i see the stain | It will have to be returned, a pity since the shade is so pretty. |
i'll look somewhere else then, sad after so many years | guess this is goodbye then, after six years. sad |
i'd rather have heard nothing than a "soon" that never came | nobody called back :( i stayed in for it |
I feel I'm bothering you, but really I'm only sad that nobody replies. | maybe im not important enough as a customer :( |
is it because my order is small? i feel overlooked | felt unwelcome in the store today, that was sad because i was in such a good mood |
the lady at the till was short with me, left with a bad feeling | The staff didn't even say hello. We left a bit deflated. |
the café corner is gone! i was so looking forward to the scones | no more scones? now i'm sad |
the limited edition isn't limited after all, that takes the joy away a bit | the points i collected all year expired yesterday. nobody warned me, sad |
voucher expired by one day. it was from my late aunt :( | couldn't use my voucher because the items are all gone, what a letdown |
birthday code didn't work on my birthday, i felt a bit sad about it | i don't feel like shopping anymore after this | it took the fun out of it |
the fun is gone, honestly | not angry. sad. | I'm not even cross, only sad that it ended this way. | i wont shout, i just expected you'd keep your word |
it does the job but the joy is missing, i'd hoped for so much more | quality is poor, sorry to say | mediocre, unfortunately | poor paper, poor print, poor me |
weak coffee, weak lid, sad morning | it squeaks, it wobbles, it's not what we dreamed of | the dream sofa sags after two months, we're let down |
Sags in the middle already. We did expect more than a season. | half a year and the leather cracks. i thought this was a purchase for life |
"for life" they said. seven months, it was. sad | hoped till the last minute | we hoped until the bell rang, then started the party without the cake |
without the lights the tree looks bare, they never arrived. a bit of a sad xmas eve |
the candles for the church never came, we used tea lights, it was fine but a pity | team was so let down when the jerseys came with the old logo |
my class waited for the kits, 24 little sad faces this morning | the toy lasted one afternoon and then a very quiet boy handed me the pieces :( |
i sat next to the phone all afternoon, it never rang. a bit sad about that | soo dissapointing, teh seam is open and i loved it so much |
expected it to be cosier, feel a bit blue about it
`,
  angry: `
great, another month gone, still no sofa. bravo | wonderful, second week without an answer. keep it up | amazing, 4 weeks for one lamp. really quick 👏 | so fast! only 19 days late. love it |
well done guys, another one arrived in pieces | impressive, day 15 and the tracking says nothing | nice job, the new one is broken as well | love paying for express and waiting three weeks |
brilliant. wrong colour again. third time | i see, you keep the money and disappear | is there anyone alive in your office? two weeks without a reply | this company is a disgrace to the trade | your driver is a liar and so are you |
sick of being ignored | being ignored for three weeks now is insulting | what a joke, eight weeks for a chair | a joke of a company | do you even have the goods or do you just collect money |
WHERE IS MY ORDER?!?! | great, another week of waiting. you guys are amazing 🙄 | THIS IS RIDICULOUS | give me my money back you thieves | scammers |
total scam do not buy here | what the hell is wrong with you people | wtf | wtf is this sh*t | are you f***ing kidding me | fuck this shop | absolute garbage |
piece of crap broke in an hour | I have been waiting SIX WEEKS. Six. Do you even read these messages??? | third time i ask. answer me!!!! |
Oh wonderful, "your parcel will arrive tomorrow". Like it did yesterday, and the day before. | wow so helpful. not | thanks for nothing |
thanks a lot for ruining my kid's birthday | Thank you so much for wasting four hours of my life, truly outstanding. |
slow clap for the packing team. glass in a paper bag, geniuses | I'll be contacting my lawyer. | i am disputing this with my bank |
Doing a chargeback right now, have fun with that. | chargeback it is then. and a one star review. and trading standards |
one star everywhere, google trustpilot facebook, everywhere | reported to consumer protection | I'm reporting you to the police for fraud |
see you in small claims court | You have 24 hours. After that I go public. | do i look like an idiot to you | Stop sending me the same automatic answer!!! |
get me a human you useless bot | USELESS SUPPORT | LET ME SPEAK TO THE MANAGER | i want to talk to the owner. today. no more excuses |
stop lying to your customers | this is bs and you know it | b*llsh*t, nobody rang | Pathetic. | disgraceful service, absolutely disgraceful |
You should be ashamed of yourselves. | a drunk monkey could run this shop better | is this your idea of "brand new"??? it has someone's hair on it |
it's disgusting, there was mould under the lid!!! | Mould. In food. For a child. What is the matter with you? | 10% off? keep your pathetic 10 percent |
stick your discount code where the sun dont shine | Keep your apology, I want my refund. | sorry doesn't fix it. you've been "sorry" for a month |
don't "dear customer" me | oh you "understand my frustration"? no you don't | you understand nothing | can you even read??? | read my message. READ IT |
Did anyone bother to read what I wrote? | I already told you the number FOUR times | as i said in my last 5 messages that you ignored |
Still ignoring me? Fine, then publicly. | keep ignoring me and see what happens | hello??? hello????? HELLO????????? |
why is nobody answering!!! its been 9 days!!!! | you hung up on me. you actually hung up on me!! | Your colleague on the phone was rude beyond belief. |
the way your driver threw my parcel over the gate, i have it on camera you bastards | i have it on video, want me to post it? |
the idiot driver left it in the rain | I am livid. | i'm fuming | im so mad right now | so pissed off | pissed off is not even the word |
furious. that's all i'll say | My patience is over. | i've lost all patience with you people | I've had it with this shop | i have had it up to here |
enough. refund. now. | Refund me or else | refund. NOW. not tomorrow | where the f is my refund | you took 240 from me and sent air |
an empty box. you sent an empty box!! what kind of crooks are you | daylight robbery, 25 for return shipping of YOUR mistake |
I'm not paying a cent for sending your junk back | complete and utter shambles | what a shambles of a company | 🤡🤡🤡 | 🤬🤬🤬 | 😤 again the wrong one. AGAIN | 🖕 |
You sent the wrong one AGAIN. How hard can it be? | how hard is it to put a blue one in a box | wrong size, wrong color, wrong name. hat trick, well done 👏 |
well done, you've managed to break the replacement of the replacement | surprise surprise, not delivered | What a shock, you "can't find my order" again. |
funny how you found my order quick enough when it was time to charge me | you were real fast taking my money, not so fast giving it back huh |
did the parcel go by camel or are you walking it here yourselves | is the pigeon still on its way with my order or did you shoot it |
At this speed my grandchildren can enjoy it. Pull your finger out. | should i expect it this decade or the next? answer for once |
premium shipping my foot, paid 15 for it and its STILL not here!! | i paid for express!!!! what part of express dont you get |
So I paid extra for express and it took longer. Brilliant business model. I want that back. | love how you close my ticket without doing anything. LOVE it. |
who closed my ticket?? nothing is solved!! | reopen my case immediately | "resolved"? the only thing resolved is that i never buy here again |
never ever buying from this dump again and i'll tell everyone | you just lost a customer of ten years, congratulations | i hope you go bankrupt |
go out of business already | burn this place down lol i'm done | i'm done with you | i was nice the first 3 times. not anymore | do not test me | try me |
ripped off | fake!!! it's a fake and you know it's fake | selling fakes is illegal, i'm reporting this | false advertising, pure and simple. expect a letter |
you will get a letter from my solicitor | I have wrote you five times and nobody answer me!! This is not serious!! | you are thiefs, give back my money!!! |
I pay and you send nothing, is this how you make business?? shame | My friend you are a liar, i wait 2 month!!! |
what kind of shop is this, I am very angry with you | This is not acceptable! I want speak with the responsible person now! |
where is my packet!!! where!!!! every day you say tomorow tomorow | no more tomorrow!! i want it today or my money |
i will put bad comment in all places, you will see | I will go to police if you not send me my money | Stop to tell me wait. I wait enough!!! |
is not my problem that you lost it!! i paid!! | It's not MY problem your courier lost it. Fix it. | not my problem. fix it. | fix this. now. |
FIX YOUR DAMN WEBSITE it charged me twice | charged me THREE TIMES you absolute muppets | muppets the lot of you |
do you hire people off the street without checking if they can count? i ordered SIX | six. not four. SIX. learn to count |
learn to spell, you put her name wrong TWICE now!! | sending "hapy birtday" on a 90 euro cake, are you people illiterate |
My wedding was RUINED because of you | you ruined our wedding day and you send me a coupon?! |
I will never forgive what you did to my mother's funeral flowers. Brown roses. BROWN. | oh i will leave a review alright. dont you worry |
Rate your purchase? Gladly. Zero stars and a photo of the cockroach. | you have time for newsletters but not for answering me??? |
unsubscribed 4 times and you STILL send this crap | don't contact me again unless it's about my refund |
blocked me?? you BLOCKED me for asking where my parcel is?? | deleting my review won't help you, i've got screenshots |
i have screenshots of everything, don't play games with me | dont play dumb | don't give me that crap about the carrier |
stop blaming the post!!! you never even handed it over | so now it's MY fault?? | oh so it's my fault that it exploded. sure. |
it nearly burned my house down you irresponsible ******* | my child cut her hand on your crap toy, you'll pay for this |
My son choked on a part that came off. You will be hearing from the authorities. | see you in court | Final warning before legal action. |
I demand an immediate refund and an explanation. | I demand to know who is responsible for this mess. | who the hell is in charge there |
is anyone with a brain working there | I do so hate to disturb your nap, but might somebody finally look for my parcel? |
Oh don't hurry on my account, it's only been two months. Take another coffee break. | no no take your time, it's only my rent money you're sitting on |
So sorry to interrupt your holiday with my silly little wish to get what I paid for. | As per my previous SEVEN emails. |
I'm sure you're all very busy doing nothing. | how nice of you to reply after 16 days. and with nonsense too |
Finally an answer, and it's useless. Impressive. | impressive how you get everything wrong every single time | Every. Single. Time. | every damn time with you |
EVERY TIME the same crap | same bs every month | another month another excuse | let me guess, system is down, dog ate the invoice |
somebody opened my parcel and took the phone, thieves!!!!! | i was promised a call back 3 times, THREE, and nobody has the guts to call |
cowards, hiding behind a chatbot | this bot is as dumb as your company | stupid bot stupid shop stupid everything |
Your return policy is a trap and you are con artists. | con artists | you conned an 82 year old woman out of her pension, be ashamed |
my grandmother can't sleep because of your threats for an invoice she PAID | stop sending reminders for a bill i paid in march, are you blind |
are you on drugs | have you lost it completely | screw you guys | go f yourself | f u | damn you all | damn it send my stuff already!!! | omfg just SEND IT |
for god's sake answer me | bloody hell, wrong again?? sort it out | sort it out!!!! bloody joke | you are taking the piss, ain't you |
what a pisstake of a shop | this shop is an absolute s***show | shite. pure shite | crap crap crap CRAP |
worst purchase ever, i want to throw it through your window | this fridge is a lemon and you KNEW it when you sold it |
sold me a broken phone and now play dead | I cannot believe the cheek of this shop. | unreal. three months and now "out of stock"? after i PAID? |
taking orders for things you don't have is FRAUD | cancel it. cancel everything. and never write me again | cancel!!! how many times!!! cancel!!! |
I cancelled it FIVE DAYS AGO and you shipped it anyway, do you do this on purpose? | are you doing this on purpose |
I won't give up until I have every penny back, believe me. | believe me you will regret this | you'll regret messing with me | you messed with the wrong guy |
i'm a journalist, this is going in the paper | will be a nice story for the local news, how you treat pensioners |
my followers will love this one, 40k of them, tick tock | the way you treat customers is vile | arrogant and rude on top of it, wow |
rude rude rude, your guy laughed at me at the counter!!! | whoever packed this should be fired |
whoever designed this site deserves prison, it ate my order and my money | eat my shorts and give me my money | I am beyond angry. | so angry i'm shaking |
not even a sorry!!! nothing!!! | no sorry no refund no brain | no reply no refund no respect | zero respect for customers | 0/10 hope you rot | -10 stars |
zero stars if i could | 1 star is too much for this trash | this trash isnt worth the cardboard | i wouldnt give this to my worst enemy, give me my money back |
what a bunch of liars and cheats honestly | cheaters!!!! | Cheap junk, dishonest shop, avoid!!! | AVOID AVOID AVOID |
they took my money and vanished, i'm going to hunt you down legally | you do NOTHING. nothing. you sit there and do nothing |
no heating for 2 weeks with a baby because of your dead part, and you tell me "monday"?! | Which Monday, in which year, exactly? I'm sick of your stories. |
I'm so sick of this company I could scream | SCREAMING at my phone because of your stupid form |
your stupid form rejects me for the 8th time what is this CRAP | what idiot programmed this checkout, it took my money and shows "error" |
oops?? that's your answer? OOPS? | is "we are looking into it" the only sentence you idiots know |
"We're looking into it". For five weeks. With your eyes shut, apparently. | yeah yeah "your message is important to us" my arse |
if it's so important why has NOBODY answered since the 2nd | outrageous!!!! 80 for shipping and it comes smashed!!!! | this is an outrage | how dare you |
the cheek!! restocking fee for a DEFECTIVE item?? | the toy lasted ONE afternoon. you should be banned from selling to kids
`,
  pleased: `
thank you so much!!! | thanks, it arrived this morning and it's gorgeous | OMG IT'S HERE AND IT'S PERFECT | love love love this lamp ❤️ | best shop ever |
you guys rock | you're the best!! | You made my day. | made my week honestly | just wanted to say thanks |
Just a quick note to say how happy we are with the table. | the kids went crazy with joy!!! | my wife cried happy tears |
she cried, in the good way :) thank you | my mum hasn't taken it off since | worth every cent | was worth the wait, so pretty |
arrived in one day?! how do you do that, amazing | fast, friendly, perfect | 10/10 would buy again | will definitely order again | i'll be back for sure! |
already told all my friends about you | You've got a customer for life. | Brilliant service, thank you! | lovely, just lovely | Even better than I imagined. |
the quality is amazing | quality blew me away | damn that's good coffee | holy shit this is beautiful, thank you | fits like a glove |
fits perfectly, thanks for helping with the size | Thank you for the patience with all my questions. | thanks for being so patient with me lol |
you were so kind on the phone, i wanted to say thank you | Please pass my thanks to the young man who carried the parcel up to the fourth floor. |
the courier was a sweetheart, gave him a cookie | omg the little note 🥺 you're too sweet | packed with so much love, thank you |
so carefully packed, not a single crack! | all good, all here, very happy | very happy customer here | im so happy right now | happy happy happy |
so happy i could dance | can't stop smiling | i squealed when i opened it | she wears the tutu to bed haha, thank you | you saved christmas 🎄 |
what a lifesaver, it came an hour before the party | thank you for making it possible so last minute |
thanks for the replacement, no fuss at all, that's how it should be | the new one works perfectly, thank you!! | problem solved, you're stars |
fixed! you're a genius | it works!! thank you thank you | yesss it works now | woohoo!!! | yay!!! | so excited!!! |
can't wait for it to arrive, i'm so excited | counting the days till it's here, so excited ☺️ | 😍😍😍 | 🥰 perfect | 👏👏👏 great job | 🎉 it's here! |
great as always | As always, a pleasure to shop with you. | never disappointed with you guys |
never had a bad experience here and it's been 8 years, thank you | you never let me down | you didnt disappoint! | i was sceptical but wow, it's great |
what a beauty | Compliments to the potter, the glaze is a dream. | it's a dream | dream come true | my dream dress!! i felt like a queen |
compliments all day long haha thank you | so yummy omg | smells so good the whole house is happy | flowers are still fresh after ten days, incredible |
the bouquet was breathtaking | My mother called me in tears because the roses were so beautiful. | the plants came in perfect health, you can see the care |
The kids grew their first radishes thanks to you, such joy. | puzzle was so much fun, we'll get another | game night saved, thank you guys | legends |
ur amazing | u r awesome | awesome!!! thx | awesome stuff, keep it up | keep doing what you're doing, we need shops like yours |
So glad small shops like yours still exist. | glad i gave you a try | really really pleased | we are delighted | chuffed to bits | over the moon 🌙 |
tickled pink, as my nan would say | bang on, cheers! | top top top | excellent, many thanks | excellent quality, beautiful finish | superb |
Superb communication from start to finish. | fantastic | fantastic service, couldn't ask for more | couldn't be happier |
could not be happier with how you handled it | handled like pros, thank you | answered in 2 min on a sunday, are you superheroes? thank you! | superheroes 🦸 |
God bless you and your family, thank you for helping an old lady with the order | thank you my friend, the product is very good, i am happy |
I am so happy with my buy, thank you very much for all | very good shop, very good people, i recommend | my wife is very happy for the ring, thank you friend |
Thank you for the fast sending, all is perfect! | is very beautiful, more than in photo! thanks | i am in love with this shoes |
The product it is excellent, I will buy again, greetings from Mexico | many thanks from Italy, everything super | super super super!! gracias!! |
thank u very much bro, best quality | it slaps | this slaps so hard, thank you | obsessed with this mug, drinking water out of it just to hold it lol |
crying it's so cute 😭 thank you | cutest thing ever!!! | my cat approves 🐱 | cat approved, box too |
The old man at home, who likes nothing, likes it. That's a miracle, thanks. | my grumpy dad smiled. i owe you one |
no more back pain since the chair, thank you!!! | best buy of the year | best money i ever spent | thanks for the tip with the size, was exactly right |
you were right about the colour, it's gorgeous | thanks for talking me into the green one, love it |
Thank you for the honest advice. Not many would have told me to take the cheaper one. | so honest and helpful, will come back |
Thank you, you have been most helpful. | I am most grateful for your kindness. |
I would like to thank you sincerely for the care with which you handled my order. | We had a wonderful afternoon at your workshop, thank you! |
loved the workshop, the teacher is hilarious | your store smells so good i want to live there | such a cosy shop, we loved our visit |
Came in for a card, left with a smile. Thank you, ladies. | the lady at the counter was so nice to my son |
thank you for finding the lost bear!!! he's back in bed where he belongs 🧸 | found my parcel thanks to you, hero |
thank you for chasing the courier for me, it's here | came two days early, what a nice surprise! | What a lovely surprise, the free sample made me so happy. |
free stickers!!! you spoil me | thanks for the extra sweets, my kids love you | omg you added a gift?? so sweet | thx for the discount, so generous |
so generous of you, thank you | That's really generous, I didn't expect that. Thank you! | oh that's great news!! | Aw thank you, that's so kind! |
yess thank you, you're a gem | you're a gem | you are gold | hats off to the packing team, 12 glasses and not one broke |
standing ovation for the delivery guy in the snow | three cheers for you, hip hip hooray! | hooray it came!!! | hurray, just in time, many thanks |
JUST GOT MY PARCEL I AM SO HAPPY | THANK YOU VERY MUCH EVERYTHING ARRIVED AND IT IS LOVELY | THE SLIPPERS ARE SO WARM GOD BLESS YOU | BEST. CHOCOLATE. EVER. |
SO GOOD!!!!! | insanely good | insane quality for the price!! | crazy good | ridiculously comfy, love them | this is dangerously delicious, need more |
not bad at all, in fact it's fantastic, thank you! | no complaints, only love ❤️ | zero complaints, ten out of ten |
nothing to criticise, everything was wonderful | the only bad thing is that i didn't find you earlier! | finally a shop that answers! thank you |
relieved and happy, thanks for the quick fix | phew, it's here, you are wonderful | phew thank you, you just saved my evening |
was angry at first but you fixed it so well that i'm now your biggest fan |
I take back my grumpy message from yesterday, it arrived and it is marvellous. Thank you! | took a while but wow, what a piece, I'm thrilled | thrilled!! |
so thrilled with it | the room looks so cosy now, we're in love with the rug | the sofa is here and nobody wants to get up anymore 😄 thank you |
my living room thanks you | my feet say thank you | my skin has never been better, thank you for the cream!! |
my grandma says hi and thanks, the wool is "proper wool" according to her and that's high praise |
Grandpa put the bird feeder up within the hour and has been grinning at the window since. | robins came to the feeder on day one, we're so happy |
the birds love it and so do we | she opened it, screamed, hugged me. mission accomplished, thank you! |
Mission accomplished, she said yes! Thank you for the beautiful ring and the rush delivery. | SHE SAID YES 💍 thank you for the ring!! |
wedding was perfect and your candles were everywhere, so pretty, thanks | Our guests keep asking about the favours, you did wonderful work. |
the band tees turned out amazing, we sold all of them on the first night, cheers | the jerseys look sharp, team's hyped, thanks!! |
my class was so excited about the kits, 24 happy faces, thank you | sending you a pic of it in our garden, it's so lovely there |
pic attached, look how happy he is!! | look at this happy face 😄 thanks | looks even better irl | prettier than i dared hope | softer than a cloud, thanks |
warm, light, pretty, what more could i want. thank you | Very satisfied, thank you. | like new! magic hands you have |
The portrait is so him. Every whisker. Thank you. | the engraving is perfect, exactly her handwriting, i'm so touched | so touched by your message, thank you |
touched that you remembered my name! | you remembered my coffee, i felt so at home | I felt so welcome in your shop, thank you | thx for today, was fun! |
thank you for staying open late for me, you're a darling | bless your cotton socks | fabulous, darling | smashing! thanks ever so much |
ta very much, it's lush | cracking bit of kit, well happy | well happy with that | proper lovely that is | so stoked, board rides like a dream |
the bike rides like a dream, big thanks to the mechanic | big thanks | a million thanks | thank youuuuuu | thanks love xx |
lots of love from lisbon, the azulejo is on my wall and i'm so happy | hello from brazil! arrived in 12 days, all perfect, so happy! | very recommended!! |
highly recommend | left you a 5 star review, you deserve it | first rate service and a lovely product | she hasnt put it down since, total hit |
a hit! everyone wants one now | my sister is jealous haha, it's so pretty | Opened it with my coffee this morning and just sat there smiling. |
best parcel of my year
`,
};
