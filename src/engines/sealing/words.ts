// The 7,776 words a receipt is drawn from, made by tools/make-receipt-words.ts out of SCOWL (notice: words-licence.txt).
// Never reorder, add or take away: parsing tolerates slips only because any two words are at least two apart.

/** Lower-case, three to nine letters, in alphabetical order. */
export const receiptWords: readonly string[] = `
aardvark abacus abalone abash abate abbey abdicate abdomen aberrant abeyance ability abjure ablative ablaze able
ablution abnegate abolish abolition about above abrasion abrasive abreast abroad abrogate abrupt abscissa absence
absent absolute absolve absorb absorbent absorbing abstain abstinent abstract abstruse abundance abundant abutment
acacia academic academy acanthus accede accept accepting access accessing accessory acclaim acclimate accolade
accompany accord accordion account accredit accretion accrual accrue accuracy accurate acerbic acerbity acetate
acetone acetylene achieve achieving acid acidic acidity acidulous acolyte aconite acorn acoustic acquaint acquiesce
acquire acquiring acreage acrimony acrobat acrobatic acronym across acrylic actinium action activate active actively
activism activity actress actual actuality actually actuarial actuary actuator acuity acumen acute acutely adagio
adamant adaptable adapting adaptive add addend addendum adding addition additive address addressee adequacy adequate
adhere adherence adherent adhering adhesion adhesive adiabatic adipose adjacent adjective adjoin adjourn adjudge
adjunct adjust adjusting adjutant admirable admiral admiralty admire admiring admission admixture adobe adopt adoption
adorable adoration adornment adroit adulate adulation adumbrate advance advancing advantage advent adventure adverb
adverbial advertise advice advisable adviser advising advisory advocacy advocate adware aeration aerator aerial
aerialist aerosol aerospace aesthete aesthetic afar affable affect affection affiliate affinity affirm affix affluence
affluent afford affording afforest aflame afoot aforesaid aftercare afterglow aftermath afternoon afterword again
against aggregate agitate agitation agitator agnostic ago agrarian agree agreeable agreeing agreement agronomy ahead
ahoy aileron aim aiming aimless airborne aircraft airfare airfield airlift airline airmail airman airport airship
airsick airspace airstrip airtight airwaves airway airworthy akimbo alabaster alacrity albacore albatross albeit album
albumen alchemist alchemy alcove alderman alfalfa alfresco algae algebra algebraic algorithm alias aligning alignment
alive alkali alkaline alkaloid allay allergist allergy alleviate alleyway alliance alligator allocate allotment
allover allow allowable allowance allowing allspice allude allusive alluvial alluvium allying almanac almond almost
along alongside aloud alpaca alpha alphabet already alright also alter alterable altering alternate although altimeter
altruism alumna alumnus always amalgam amaranth amaryllis amaze amazement amazing amazingly amazon amber ambergris
ambient ambiguity ambiguous ambition ambitious ambrosia amenable amend amending amendment amenity amethyst amiable
amidships ammeter amoeba amoebic amorphous amount amounting amperage ampere ampersand amphibian amplify amplitude
amply amulet amuse amusement amusing anaconda anaerobic anagram analgesic analogous analogue analogy analysis analyst
analytic anapest anatomist ancestor anchor anchorage anchorite anchorman anchovy ancient ancillary andante andiron
androgen android anecdotal anecdote anemone anew angle angleworm angular animal animate animation animator animist
animistic animus anklet annex annotate announce annual annually annuity anoint anomalous anomaly anonymity anonymous
anopheles anorak another answer answering antacid antarctic anteater antelope antenna anteroom anthem anthill
anthology antic antidote antigen antiknock antimony antipasti antipodes antiquary antiquate antique antiquing
antiquity antitoxin antitrust antiviral antivirus antonym any anybody anyhow anymore anyone anyplace anything anyway
anywhere aorta apart apartment aperitif aperture apex aphasic aphelia aphelion aphorism apiary apiece aplomb apogee
apologia apostolic apparatus apparel appear appearing appease appellant appendage appending appertain appetite applaud
applause apple applejack appliance applicant appoint appointee apportion apposite appraisal appraise approach approval
approve approving apricot aquanaut aquaplane aquarium aquatic aquavit aqueduct aqueous aquifer aquiline arabesque
arable arachnid arbiter arbitrary arbitrate arboreal arboretum arbutus arcade archaic archaism archduke archery
archetype architect archivist archway arctic arduous area argosy argyle arise armadillo armature armband armchair
armhole armistice armrest aroma aromatic around arpeggio arrange arranging arrant array arraying arrears arrival
arrive arriving arrowhead arrowroot arroyo art artful arthropod artichoke article artifice artisan artist artistic
artistry artless artsy artwork ascend ascendant ascending ascension ascertain ascribe aseptic ashcan ashore ashtray
aside asking aslant asparagus aspartame aspect asperity asphalt aspirant aspire aspirin assemble assert assertion
assertive assess assessor assiduous assign assigning assist assistant assisting assize associate assonance assorting
assume assuming assurance asterisk asteroid astonish astound astrakhan astral astride astrology astronaut astronomy
astute atavistic athlete athletic atom atomic atonal atonality atone atonement atrium attach attaching attain
attaining attempt attend attendant attending attention attentive attenuate attest attire attitude attract attribute
attrition attune atwitter auburn audacious audacity audible audience audit auditor augment augury august aureole
auspice authentic author authoring authority autograph automate automatic automaton autonomy autopilot autumn autumnal
auxiliary avail available avarice avatar average averaging aviator aviatrix avionics avocado avocation avowal
avuncular awake award awarding awareness away awesome awestruck awhile awning awoken axiom axiomatic azalea azimuth
azure baa babushka back backache backbit backboard backbone backdate backdrop backfield backhoe backless backlog
backpack backpedal backrest backspace backspin backstage backstory backtrack backup backward backwash backwater
backwoods badge badlands badminton baffle baffling bagatelle baggage baggy bagpipe bailiwick bakery balalaika balance
balancing balcony baleen ball ballad balladeer ballast ballerina ballet balloon balloting ballpark ballpoint ballroom
ballyhoo balmy balsam baluster bamboo bamboozle bandoleer bandstand bandwagon bandwidth bang banister banjo banjoist
bankbook banknote bankroll banquet bantam banter banyan baobab barbecue barbell barberry barefoot bargain barista
baritone barking barley barnacle barnstorm barnyard barometer baroness baronet baronial baroque barren barrette
barricade barrio barroom basalt baseball baseboard baseless baseline baseman bashful basic basically basilica basket
bassinet bassoon bastion bathhouse bathmat bathos bathrobe bathroom bathtub batsmen baud bauxite bayou bazillion
beachhead beacon beagle beaming bear bearable bearding bearish bearskin beatific beatitude beatnik beauteous beautiful
beautify beauty bebop became because becoming bed bedazzle bedeck bedrock bedroll bedspread bedstead bedtime beechnut
beefsteak beefy beehive beekeeper beeline been beers beeswax beetle beeves befell befit before befriend befuddle began
beginner beginning begonia beguile behalf behalves behave behaving beheld behest behind beholden beige belated belfry
belief believe believers believing bellboy bellhop belong belonging beloved below beltway bemuse bench benching
benchmark beneath benefice benefit benign benzene bequeath beret berry beryllium beside besought bespoke best bestiary
bestir bestow bestowal bestride betoken bettor between betwixt beverage bewilder bewitch beyond biannual biathlon
bibulous bicameral bicep bicuspid bicycle bicycling bicyclist bidding biennial bifocal bifurcate big biggie bighorn
bigwig bike bilateral bilingual bilious billboard billfold billiards billow bimonthly binary bind bindery binocular
binomial biography biologist biology bionic biorhythm biosphere bipartite biped bipedal biplane birch birdbath
birdcage birdhouse birdie birdseed biretta biscuit bisect bisection bisector bismuth bison bisque bistro bitcoin
bitmap bitumen bivalve bivouac biweekly blackbird blacktop blank blanket blanking blankly blarney blatant blatantly
blazon bleary blessing blimp blintz bliss blissful blithe blizzard blob blockage bloom blooper blossom blotch blouse
blowgun blowtorch blowup blubber bluebell blueberry bluebird bluefish bluegrass bluenose blueprint bluff blunt blurb
blush board boardroom boardwalk boat boating boatman boatswain bobbin bobcat bobolink bobsled bobtail bobwhite bodega
bodkin bodywork bogging boggle bohemian bold boldface boldly boldness bolero bologna bolster bonanza bonbon bondsmen
boneless bonfire bongo bonito bonnet bonsai bonus boogie book bookcase bookend booking bookish booklet bookmark
bookshelf bookshop bookstore bookworm boomerang boost boosting bootblack bootee bootleg bootstrap borne borough borrow
borrowing borscht boss bossing botanical botanist botany bottle bottling bottom bought bouillon boulevard bounce
bouncing bound boundary bounden boundless bounteous bountiful bouquet boutique bovine bowling bowman bowsprit
bowstring box boxcar boxing boxwood bracelet bracket brackish braille brakeman bramble branch branching brand branding
brandish brass bravado brave bravery braving bravura bray breakable breakage breakfast breathe breed breeze breezing
brethren breviary brevity brewery brick brickbat bridge brief briefcase briefing briefly bright brighten brightly
brilliant brim brimful brimstone brindled bring bringing briquette brisket bristle britches broadband broadcast
broaden broadloom broadly broadside broccoli brochure brogue broil bromide bronchial bronco brooch brood broth
brouhaha browbeat brown brownish browse browsing brunet brushwood brusque bubble bubbling bucket bucketful buckeye
buckram bucksaw buckshot buckskin buckwheat buckyball bucolic buddy budget budgetary budgeting buffalo buffering
buffet bugle build building buildup builtin bulbous bulk bulkhead bulking bulldog bullfight bullfinch bullfrog
bullhorn bullion bullish bullock bullpen bullring bulrush bulwark bumblebee bumpy bundle bundling bungalow bunkhouse
bunkum buoyancy buoyant burdock bureau burgeon burgher burlap burlesque burrito burro bursar busboy bushel bushman
busily busy busying busywork but butane buyout buzz buzzard buzzkill buzzword bygone bylaw byline byplay byproduct
bystander byte byway byword cabana cabaret cabbage cabinet cablecast cablegram cabling caboodle caboose cacao cachet
cacophony cacti cactus caddie caddying cadence cadenza cadet cadmium cafeteria caffeine cagey cahoot caisson cajole
cajolery calabash calamine calcify calcine calcium calculate calculi calculus calendar calfskin calibrate calico
caliper caliphate callable calliope callus calmly calmness calorie calorific calumny calypso cambric camcorder came
camellia camera cameraman camisole campaign campanile campfire camphor campsite campus camshaft canal canary canasta
cancan candid candidacy candidate canine cannery cannot canny canoe canoeist canonical canopy canteen canticle canton
canvas capable capacious capacitor capacity caparison capillary capital caprice capsize capsule captain captaincy
captious carafe caramel carapace caravan carbide carbon carbonate card cardboard cardigan career careering carefree
careful carefully caregiver caretaker careworn cargo caribou carillon caring carmine carnation carnelian carnival
carnivore carotid carousal carouse carpal carpenter carpet carpetbag carpeting carrel carriage cartilage cartoon
cartridge cartwheel caryatid cascade casein caseload casement casework cashback cashew cashmere cask cassava casserole
cassette cassia castanet castaway castigate casting castle castoff casuist casuistry catacomb catalpa catalysis
catalyst catalytic catamaran catapult cataract catbird catboat catechism category caters catfish catharses cathartic
cathedral cathode catkin catnap cattail cattleman catwalk caught causal causality causation causative causeway
cavalcade cavalry caveat caveman cavern cavernous caviar cavity cavort cayenne ceasefire ceaseless cedar cedilla
ceiling celebrate celebrity celery celesta celestial cellar cellist cello cellular cellulite celluloid cellulose
cement censer census centenary centigram centime centipede centrist centurion century cephalic ceramic cerebra
cerebrum ceremony certify certitude cerulean cession cetacean chaff chaffinch chain chairlift chairman chalet chalice
chalk challenge chamber chambray chameleon chamois chamomile champagne champion chance chancery chandler changing
channel chaparral chapter character charade charbroil charcoal charge charisma charity charm charming chassis chateaus
chattel chatting chatty chauffeur check checker checklist checkmate checkout checkroom checkup cheddar cheer cheerful
cheering cheerless cheese cheetah chemical chemist chemistry chenille cherish cherry cherub cherubim chervil chess
chessman chestnut chevron chew chewing chickadee chicken chickpea chickweed chief chiefly chieftain chiffon chigger
chignon chilly chimera chimney chinstrap chintz chip chipmunk chirrup chisel chitchat chitin chlorine chocolate choice
choose choosing choppy chopstick choral chorister chortle chorus chorusing chowder chromatic chrome chromium chronic
chronicle chrysalis chubby chuckhole chuckle chum chummy chunk chutney ciabatta cicada cider cigar cigarette cigarillo
cilantro cinchona cincture cinema cinematic cinnabar cinnamon cipher circa circadian circle circling circuit circuitry
circular circulate circus cisgender cistern citadel citation citizen citizenry citric citron city civil civilian
civility civvies claim claimant claiming clammy clap clarify clarinet clarion class classic classical classify
classing classless classmate classroom clatter clause clavicle clean cleaning cleanly cleanse cleanup clearance
clearer clearness clematis clemency clench clever cleverer cleverly clickable clickbait cliff climactic climate climax
cling clipboard clipping clique cliquish cloakroom clock clockwise clockwork clog clogging close closely closeness
closeout closing closure clothe clothing clouding cloudless cloudy clue clunky cluster clutch coach coaching coachman
coagulate coalesce coalition coarsen coastal coastline coauthor coax cobalt cobble cobblers cobra cobweb cochlea cocoa
cocoon code codfish codicil coding coequal coeval coexist coffee coffeepot cogency cogent cogitate cognac cognate
cognitive cognomen cogwheel coherence coherent cohesion cohesive cohort coiffure coinage coincide coining colander
coleslaw coliseum collaring collate collation colleague collect collector college collegian collie colliery collision
collocate colloid colloquy collusive cologne colonnade colossal colossi colossus coltish columbine column columnist
comb combine combining comeback comedian comedic comedown comedy comet comfort comfy comical comma command commence
comment commingle commissar commit committal committee commodity commodore common commonly commotion compact compactor
compare comparing compass competent competing compiler compiling complete complex comply component compose composers
composing composite composure compound compress comprise compute computers comrade concave concavity conceal concede
conceding conceive concept concern concerto concise concisely conclude concoct concord concourse concrete condense
condiment condition condone condoning condor conducive conduct conductor confab confer confetti configure confirm
confluent confound confute congenial congest congress congruent congruity congruous conjoin conjugate conjure connect
connector connote conscious consensus conserve consign consist console consoling consonant consortia constancy
constant construct construe consular consulate consult consume consuming contact contain container content continent
continual continue continuum contour contrail contralto contrary contrast contrite convene converse convert converter
convexity convey conveying conveyor convince convivial cookbook cookery cookie coolant cooling coolly cooperate
copilot copious coppery copter copula copy copycat copying copyright coquette cordial cordite cordless cordon corduroy
coriander cork corkscrew cormorant cornbread corncob cornea cornering corners cornice cornmeal cornrow cornstalk
corolla corollary coronet corporal corporate corpuscle correct correctly corrector correlate corridor corrode
corrugate corsair cortical cortices cortisone coruscate cosine cosmetic cosmic cosmogony cosmology cosmonaut cosmos
cosplay cosponsor cost costar costly coterie cotillion cottage cotton cotyledon could council counsel countable
countdown counter counting countless county couple coupling coupon courage course courteous courtyard covenant cowbird
cowboy cowgirl cowhand cowhide cowlick cowpoke cowslip coxswain coyote cradle craft craftsman craggy cranberry cranium
crayfish crayon creamery create creation creative creator creature credence credenza credible credit crediting
creditor credo credulous creek creole creosote crescendo crescent crevasse crevice crewman crib cribbage cricket
crimson crinkle crinoline crisp crisply criteria criterion crochet crockery crocodile crofts croissant cropping
croquet crossbar crossbeam crossing crossover crossroad crosstown crosswalk crosswise crossword crowbar crowd
crowdfund crowding crucial crucially crucible cruise cruising cruller crumb crumble crunch crunching crux crystal
cubbyhole cubic cubicle cubing cubism cuckoo cucumber cuddle cuff cuisine culinary culminate culotte cultivate
cultural culture culturing culvert cumuli cumulus cuneiform cup cupboard cupcake cupful cupola cupping curable curacy
curio curiosity curious curiously curl curlew curlicue currency current currently curricula currycomb currying cursive
cursor curtain curtsy curvature curve curving cushion cuspid custard custom customary cutlery cutlet cutout cyberpunk
cyclamen cycle cyclic cyclical cycling cyclist cyclone cyclonic cyclotron cygnet cylinder cymbal cynosure cypress
cytology cytoplasm dabble dachshund dactylic daffodil dahlia dainty daiquiri dairymaid dairyman daisy dalmatian damask
damp damping dampness dance dancing dandelion darkroom darling dashboard dashiki dashing data database datatype datum
daub davenport dawdle daybed daybreak daydream daylight daytime daze dazzle deaconess debatable debate debating
debenture debonair debrief debug debugger debugging debunk decade decaf decathlon decency decent decibel decidedly
deciding deciduous decimal decipher deckhand declare declaring declivity decorate decorator decorous decorum decrease
decry dedicate deduce deducible deducing deductive deejay deem deeming deeper deerskin default deferment definable
define defining definite deflate deflation defogger defoliate defray defrayal defrost defuse degree dehydrate deify
delegate delete deleting deli delicacy delicious delight delimit delineate deliver delta deluxe delve demesne demijohn
demitasse demount demure dendrite denim denoting dense densely density dentist dentistry deodorant depart departure
depend dependent depending depict depiction deplane depletion deploy depositor depth deputy derivable derive deriving
derrick dervish descant descend describe deserve deserving desiccate design designate designer designing desirous
desist desk desktop dessert desultory detail detailing detergent determine detour deuterium develop developer
deviation devise devote devotion dewberry dewdrop dewlap dexterity dexterous dextrose diacritic diadem diagonal
diagram dialect dialectal dialectic dialogue dialysis diameter diamond diarist diary diastolic dickey dictate
dictating dictator dictum didactic dieresis diesel dieseling differ different differing diffident diffuse diffusion
digestion digestive digging digit digital digitalis digitally dignitary dignity digraph digress dilate dilation
dilatory diligence diligent dime dimension diminish dimming dimple dinette dinghy dining dinosaur diocesan diorama
dioxide dioxin dip diphthong diploma diplomacy diplomata dipping direct direction directly director dirigible disbar
disburse disc discount discover discreet discuss disembark disembody disengage dishcloth dishpan dishrag dishtowel
dishwater disinfect disjoint diskette dispense dispersal displace display disposal disproof dissolve distance distant
distaste distilled distinct ditch ditching ditto diurnal divergent diverse diversion diversity divert diverting divide
dividend dividing divisor docile docility dockyard doctor doctoral doctorate doctoring doctrinal docudrama document
dodge dodging dog dogfish doggerel doghouse dogtrot dogwood doily dollar dollhouse dollop dolmen dolphin domain
domicile dominance dominate donate donation donkey doodad doodle doohickey door doorbell doorknob doorman doorstep
doorway dormancy dormice dormitory dormouse dorsal dosage dose dosing dotcom dotting double doubling doubloon dough
doughnut doughty dovetail down downbeat downgrade downhill downing download downplay downpour downright downscale
downsize downstate downswing downtime downtown downturn downward downwind doxology dozen drachma drafting dragon
dragonfly drainage draining drainpipe dramatic dramatist drape drapery drastic drawback drawing drawn dream dreaming
dreamland dreamless dreamlike dressage dressing dressy drew dribble drift driftwood drill drilling drinkable driveway
drollery drolly dromedary droplet drove drum drumming drumstick dry dryness drywall dual dualism duality duck duckbill
duckling ductile ductility ductless due dukedom dulcet dulcimer dullard duodenal duplex duplicate duration during
dustbin dustpan duteous dutiable dutiful duty duvet dyadic dyestuff dynamic dynamical dynamism dynamo dynastic dynasty
eager eagerly eagerness earache earbud eardrum earldom earlobe earmuff earning earphone earplug earshot earth earthing
earthly earthward earthworm earwax earwig ease easily eastbound easterly eastern eastward easygoing eatable eaten
eating ebony ebullient eccentric echelon echo echoing eclipse ecologist ecology economic economist economy ecosystem
edamame eddy edelweiss edge edgewise edging edibility edible edifice edit editable edition editor editorial educable
educate education educator effecting effective effectual efficacy efficient effort effusion effusive eggbeater eggnog
eggplant eggshell eglantine egress eiderdown eighteen eightieth either elaborate elapse elation elbowroom elder
eldercare eldest election elector electoral electric electrify electrode elegance elegant elegantly element elemental
elephant elevate elevation elevator eleven eleventh elicit eligible eliminate elision elite elitist elixir elk
ellipsis elliptic elocution elongate eloquence eloquent elsewhere elucidate emanate emanation embassy embed embedding
embellish emblazon emblem embody emboss embrace embroider emcee emerald emerge emergence emergent emerging emeritus
emigrant eminence eminent eminently emissary emollient emolument emotional emotive empathy emperor emphasis emphatic
empire empirical emporium empower emulate emulation emulator emulsify emulsion enable enabling enactment encamp encase
enchant enchilada encircle enclave enclose enclosing enclosure encode encoding encompass encounter encourage encroach
encrypt encumber endemic endive endless endlessly endocrine endorse endow endowment endurable endurance endways
energetic energy engage engaging engender engine engineer engrave engross engulf enhance enhancing enigma enigmatic
enjoy enjoyable enjoying enjoyment enlarge enlarging enlighten enlist enliven ennoble enormity enormous enough
enrapture enrich enrolled enrolling ensconce enshrine ensure ensuring entangle entente entering enters entertain
enthrone enthuse entire entirety entitle entitling entity entrant entrench entropy entrust entryway entwine enumerate
enunciate envelope enviable environs envisage enzyme ephemeral epicure epicurean epidermal epidermis epigram epilogue
episode episodic epistle epitome epoch epochal epsilon equable equal equality equally equate equation equator equine
equinox equip equipage equipment equipoise equipping equitable equity erasing ergonomic ermine errata erratum
erstwhile erudite erudition escalate escalator escarole esoteric esplanade espresso essay essaying essayist essence
essential establish estate esteem estimable estimate estimator estuary eternally eternity ethereal ethic ethical
ethically ethnology ethos etiquette etymology eucalypti euphemism euphony euphoria eureka eutectic evaluate evaporate
eve evening evenly evenness everglade evergreen evermore every everybody everyday everyone evince evocative evoke
evolution evolve evolving exact exacting exactly exam examine examining example exampling excavate excavator exceed
exceeding excel excellent except excepting excess exchange exchequer excusable exemplary exemplify exemption exercise
exert exertion exhale exhibit exhibitor exiguous exist existence existent existing exodus exoplanet expand expanding
expansion expatiate expect expectant expecting expedient expense expensive expertise expertly expiry explain explicit
expo exponent export exporting expound express expressly extant extempore extend extending extension extenuate
exterior external extol extra extract extractor extricate extrinsic extrovert extrude extrusion exuberant exude exult
exultant eyeball eyebrow eyeful eyeglass eyelash eyelet eyelid eyeliner eyepiece eyesight eyesore eyestrain eyeteeth
eyetooth fabric fabricate fabulous facile facility facsimile fact factor factorial factoring factotum faculty faddish
fairyland falcon falconry falloff familiar famous fanboy fanciful fancy fancying fandom fanfare fanning fantastic
fantasy fanzine faraway farina farmers farmhouse farmland farmyard fascinate fashion fasten fathom fatuous faucet
fauna fawn fealty feasible feathery feature featuring fecundity federal federate fedora feedback feedbag feeding feel
feign feisty feldspar felicity feline fencing fenders fennel ferment fern ferret ferric ferrous ferrule ferryboat
fertile fertility fervency fervid festival festive festivity festoon fetch fetching fetlock feudalism few fewer fezzes
fibrous fibula fiche fiction fictional fiddling fiddly fidelity fidget fiduciary field fielding fieldwork fiery fiesta
fifteen fifteenth fifth fiftieth figment figure figuring filament filbert filial filigree filing fill fillet fillip
filmmaker filmstrip filter filtering filtrate final finalist finally finance financial financing finesse finessing
finger fingering fingertip finicky finish finishing finite firefly firehouse fireman fireplace fireproof fireside
firewall firewood firework firm firmament firmly firmness firmware first firstborn firsthand firstly fish fishbowl
fisherman fishery fishhook fishing fishtail fission fit fitful fitting five fixable fixity fizzle fizzy fjord flag
flagella flagellum flagging flagpole flagrant flagship flagstaff flagstone flake flamenco flamingo flannel flapjack
flash flashback flashbulb flatbed flatboat flatcar flatfish flatfoot flatiron flatten flattery flattop flatware flaxen
fleck fledged fledgling fleece fleet fleeting flex flexible flextime flight flimflam flimsy flinch flint flip
flippancy flippant float floating floodgate flooding floodlit floor floppy florid florist floss flotation flotilla
flotsam flounce flounder flourish flowerbed flowerpot flowery flowing flown fluctuate fluency fluent fluently fluffy
fluid fluidity flung fluoresce fluoride flurry flushing fluting flutter fly flyleaf flyleaves flyover flypaper
flysheet flyspeck flyweight flywheel foam focus focusing fodder fogbound foggy foghorn foldaway folders foliage folk
folklore folksy follicle foment fondant fondue food foodstuff footage football foothill foothold footing footloose
footman footnote footpath footprint footrest footsore footstep footstool footwear footwork forbear forbore forecast
forefeet forefoot forefront foregone forehead foreleg forelock foremen foremost forename forenoon foresail foresaw
foresee foresight forestall foresting forestry foretaste foretell foretold forever forewarn forewent forewoman
foreword forklift formal formalism formally formation formative former formerly forming formless formulaic formulate
forsooth forswear forsythia forthwith fortieth fortify fortitude fortnight fortress fortunate fortune forty forward
fossil foster fountain four fourfold fourscore fourteen fourth foxglove foxhole foxhound foxtrot foxy foyer fractal
fraction fragment fragrance frame framework franchise frank franking frankly frappes fraternal frazzle freckle freebie
freedman freedom freehand freehold freelance freely freestyle freeway freewheel freewill freight frequency frequent
fresco fresh freshen freshly freshman freshness friar fricassee frieze frigate frilly frippery frisky fritter frog
frogman frolic front frontage frontal fronting frostbit frozen fructify fructose frugal frugality fruitcake fruitful
fruition fruitless fruity frying fuchsia fudge fulcrum fulfilled fuller fullness fully fulsome function fund funding
funicular funnily funny furbelow furlough furnace furnish furniture furring furrow further furthest fuse fuselage
fusible fusion fussing fussy fustian future futurity gabardine gadget gadgetry gaiety gainful gaining galactic galaxy
galena gallant gallantry gallium gallon galore galosh galvanic gambit gambol gamecock gamete gamma gamut ganglion
gangplank gangway gannet gap garage garaging garbanzo garden gardenia gardening gargoyle garland garlic garlicky
garment garner garnish garnishee garret gaseous gaslight gasohol gasoline gassy gasworks gatepost gateway gather
gathering gaucho gaudy gauge gave gavotte gazebo gazelle gazette gazpacho gearbox gearshift gearwheel geese gemstone
gender general generally generate generator generic generous genesis genial genie genitive genius gentian gentility
gentle gentleman gentrify gentry genuflect genuine genuinely geocache geodesic geography geologic geometric geometry
geranium gerbil gerund gestation gesture gesturing get getaway getting getup gewgaw geyser gherkin giantess gibber
gibberish gigabit gigabyte gigahertz gigantic gigapixel giggle gimcrack gimlet gimmick gimmickry gingham ginkgo
ginseng giraffe girth giveaway given giving gizmo glacial glad gladden gladiola gladiolus gladly glamorous glamour
glance glancing glassful glassware glaze gleam glee gleeful glimmer glimpse glissandi glitch glitter glitzy global
globally globular globule glorify glorious glorying glossary glossy glove gloving glowworm glucose gluing glycerol
glycogen gnarly goal goalie goalpost goatee goatskin goblet godchild godfather godlike godmother godparent godson goes
gofer going goldbrick golden goldenrod goldfinch goldfish goldsmith gondola goober goodbye goodness goodnight goodwill
goody goof google gopher gorge gorgeous gosling gossamer gotten goulash gourd gourmand gourmet govern governing
governor grab grabbing grace graceless gracing gracious grackle gradation gradient gradual gradually graffiti grammar
granary granddad grandee grandeur grandiose grandly grandma grandson granite granny granola grant granting granular
granulate granule grapevine graph graphic graphical graphing graphite grapple grassing grassland grateful gratify
gratis gratitude gratuity gravitate gravity gravy greasy greenback greenery greenhorn greenish greyhound griddle
gridiron gridlock griffin grille grin gritty grizzled grizzly grocer grommet groove grosbeak grotto groundhog group
grouse grow growing grownup growth grubstake gruff guacamole guarantee guarantor guaranty guess guessable guessing
guesswork guffaw guidance guide guidebook guideline guiding guileless guitar guitarist gulch gulf gum gumdrop gumming
gumption guppy gurgle guru gushy gustatory gusto guzzle gymnasium gymnast gymnastic gyrate gyration gyroscope habit
habitable habitat habitual habituate hacienda hackney haddock hafnium hailstorm hairbrush haircut hairdo hairless
hairnet hairpiece hairpin hairstyle halcyon half halfback halfpence halfpenny halftime halfway halibut hallmark
halogen halting halyard hamburger hammer hammering hammock hamster handbag handbill handbook handcar handcraft handful
handheld handing handiwork handle handlebar handmade handout handpick handrail handset handshake handsome handy
handyman hankies hansom haphazard happen happily happy harbinger hardback hardball hardcover hardtop hardware hardwood
harlequin harp harpist harvest has hashtag hassle hassock haversack having hawk hawkish hawthorn haycock hayloft
haymow hayseed haystack haywire hazel hazelnut hazmat hazy health healthful heartbeat hearten heartfelt heartland
hearty heat heatedly heavily heavy heavyset hectare hedgehog hedgerow hedonism heedful heedless heehaw hefty heifer
held helical helices heliport helium helmet helmsman helpful helpfully helping helpline helpmate hemline hemp hempen
hemstitch hence henchmen hepatic heptagon her herald heraldic heraldry herbage herbalist herbicide herbivore herculean
herdsman hereabout hereafter hereby heredity hereto herewith heritage hermetic heroic heroine heroism heron herring
herself heterodox heuristic hexagon hexagonal hexameter heyday hiatus hibachi hibernate hibiscus hiccough hiccup
hickory hideaway hidebound hierarchy high highball highborn highboy highbrow highchair highland highlight highly
hightail highway hilarious hilarity hillock hillside hilltop himself hindmost hindsight hinge hint hinting hippo
hiring histamine histogram historian historic history hitchhike hitherto hivemind hoarfrost hobbit hobby hobbyist
hobnail hobnob hockey hoedown hogshead hogwash hoist holding holdout holdover holiday holistic holler holly hollyhock
hologram holograph homage homburg home homegrown homely homemade homepage homeroom homespun homestead hometown
homeward homework hominy homonym homophone honesty honeybee honeycomb honeydew honeymoon honorary honorific hoodie
hoodoo hookah hookup hoopla hooray hoot hooves hopeful hopefully hoping hopscotch horizon horology horoscope horse
horseback horsehair horsehide horseman horseplay horseshoe horsetail horsing hosanna hosiery hotcake hothouse
hourglass how howdah howdy however howsoever hub hubbub hubcap huffy huge hugely humdinger humdrum humidify humidor
humility hummus humongous humorist hundred hundredth hurdle hurrah hurricane hurry hutch hyacinth hybrid hydrangea
hydrant hydraulic hydrofoil hydrogen hydrology hygiene hygienic hygienist hyperbola hyperlink hypertext hyphen
hyphenate hyphening ibuprofen ice iceberg icebound icebox icecap icon ideal idealist ideally identical ideogram
ideograph ideology idiom idiomatic idyllic igloo igneous ignition iguana illumine illusion illusory image imagery
imaginary imagine imagining imbibe imbue imitate imitation imitative imitator immediacy immediate immense immensely
immensity immersive immovable immutable impact impacting impartial imperial implant implement implicit implore
important impress impromptu improve improving improvise inasmuch inaudible inaugural inboard inborn inbound inbuilt
incarnate incentive inception inch inching inchoate incidence incident incipient incise include including inclusion
inclusive incognito income increase increment incubate incubator incumbent incur incurious incurring indeed indemnify
indent indenting indenture index indexing indicate indicator indices indigo indirect indoor induce inducing induction
inductive indulgent industry inedible ineffable inelastic inertia infer inferring infield infinite infix inflate
inflation inflect inflow influence influenza influx info infrared infuse infusion ingenious ingenuity ingrain inhabit
inherent inherit inheritor initial initially initiate initiator initio injustice inkblot inkling inkwell inlaid inlay
inlet inline innards innate innermost innkeeper innocuous innovate innovator inoculate inorganic input inputting
inroad inscribe inseam insert insertion inshore inside insight insignia insist insistent insisting insofar insole
inspire inspiring install instantly instead instep institute instruct insulate insulator insurance intaglio intake
integer integral integrate integrity intellect intend intending intense intensely intensity intensive intention
interact intercede intercom interface interim interior interject interlard interlink interlock interlude internet
internist interplay interpose interpret interwove intone intricacy intricate intrinsic introduce intros introvert
intuit intuition intuitive inundate invariant inventor inversely invest investing inviting invoice invoke invoking
inward iodine ionizer iota iridium iris ironclad ironing ironware ironwork irrigate isinglass island isometric
isosceles isotope isotopic issuance issue issuing isthmus italic item iteration iterative iterator itinerant itinerary
itself ivory ivy jackdaw jackpot jaguar jalopy jamb jamboree janitor jasmine jasper jaunty javelin jawbone jazz
jazzing jeans jelly jellybean jellyfish jersey jetsam jettison jetty jibe jiffy jigsaw jingle jitney job jocose
jocosity jocular jocund jocundity jodhpurs join joke joking jollity jollying jonquil journal journey jovial joviality
joyful joyous joystick jubilant jubilee judicious judo jug juggle jugular juice juicing jujube jukebox julienne jumble
jumbo jump jumping jumpsuit juncture junior juniper just justify justly juxtapose kaboom kangaroo kaolin karaoke
karate katydid kayak kept keratin kerchief kernel kerosene kestrel ketchup ketogenic keyboard keyhole keynote keypunch
keystone keystroke keyword khaki kibitz kickoff kickstand kidney kielbasa kilo kilobyte kilocycle kilogram kilohertz
kiloton kilowatt kimono kinda kindle kindness kindred kinetic kinfolk king kingdom kingpin kinship kiosk kipper
kitchen kiting kitsch kitten kittenish kitty kiwi knapsack knee knelt knitwear knob knobby knoll knothole knowable
knowingly knowledge known knuckle koala kohlrabi krypton kudos lab laborious laburnum labyrinth lace laconic lacquer
lacrosse lactose lacuna lagoon lain lamasery lambda lambkin laminate lampblack lamppost lamprey lampshade landfill
landline landmark landmass landowner landscape landslide landward language lanolin lantern lanyard lapel lapidary
laptop lapwing larboard larcenous large largely largess lariat larkspur larvae larynx laser latecomer lately latency
lathe lattice laudable laudatory launching laundress laundry laureate laurel lava lavatory lavender lavish layaway
layering layette layman layoff layout laypeople layperson laywoman lazybones leach leaf leafing leafless leaflet
league leaguing leapfrog leasehold least leastwise leather lecithin lectern lecture lecturers lecturing leeward leeway
leftwards leg legacy legate legend legendary legging leggy legibly legislate legit legroom legwork leisure leisurely
leitmotif lemme lemon lemonade lend length lengthen leniency lenient lentil leonine leopard less lessee lesson letter
letterbox lettering lettuce level leviathan levitate levity lexical lexicon liability liable liaise liaison liberator
liberty librarian library libretto license licensing lichen licorices life lifeblood lifeboat lifeforms lifeguard
lifelike lifelong lifesaver lifespan lifestyle lifetime lifework lifting liftoff ligament ligature lighten lighting
lightly lightness lignite likely likeness likewise liking lilac lily limb limeade limelight limerick limestone limit
limpet limpid limpidity linchpin lineament linear linearly linefeed linemen linen linesman lineup lingual linguist
liniment linkage linoleum linseed lintel lipstick liquefy liqueur liquid liquidate liquidity list listen listener
listening litany literal literally literary literate litmus little littoral liturgy livery livestock lizard llama
loader loading loanword loaves lobster local locality locally locate location locavore locoweed locust lodestar
lodestone lofty logarithm logbook logic logical logically logician logistic logjam logoff logotype logout lollipop
longboat longevity longhand longhorn longish longitude longtime loofah lookalike lookout loop loophole looping loosen
loquacity lore lorgnette lorry lot lottery lotus lounge lovable lovebird lovingly lowbrow lowdown lowercase lowering
lowish lowland loyalist loyalty lozenge luckily lucky lucrative luggage lukewarm lullaby lumber lumberman luminary
luminous lunar lunch lunchbox luncheon lunchroom lunchtime lupine luxuriant luxurious luxury lyceum lymph lymphatic
lyric lyrical lyricist macadam macaroni macerate machine machinery machining machinist mackerel mackinaw macro
macrocosm madrigal maestro magazine magenta magic magician magnesia magnesium magnetic magnetism magneto magnify
magnitude magnolia magpie mahogany mailbox mailman mainframe mainland mainline mainmast mainsail mainstay maintain
majestic majesty major majorette majoring majority makeshift makeup mallard mammoth mapping marabou maraca march
margarine margarita margin marginal maria mariachi marigold marimba marinate maritime marjoram mark markdown markedly
markers market marketing marksman marmalade marmoset marmot maroon marquee marquess marquetry marquis marshy marsupial
marten martini marvel marzipan mascot mashup mason masonic masonry mass massive massively masterful masters masthead
mastiff mastodon mastoid matador matchbook matchbox matching matchless material matins matrices matrix matte mattering
mattock mattress maturing maturity matzoh mauve maverick maxed maxilla maxillary maxima maximum maxing maybe mayday
mayflower mayfly mayo mayoral mayoralty maypole mazurka meadow meal mealtime measure measuring meatball meatloaf mecca
mechanic mechanism medallion media mediate mediation mediator medieval medium medley megabyte megacycle megahertz
megalith megaphone megapixel megaton melange mellow melodic melodious melodrama melody melon membrane memo memorable
memorial memory menagerie menfolk menhaden menorah menthol mention menu merchant merciful mercurial mercuric mercury
mercy mere merely merganser meridian meringue merino merit meriting mermaid merman merrily merriment mesdames mesh
message messenger messieurs metabolic metallic metaphor meteoric meteorite meteoroid methane methanol methinks method
metric metrical metro metronome mezzanine microbe microchip microcode microfilm microloan micron microwave midair
midday middle middlemen midland midmost midnight midpoint midriff midst midstream midsummer midterm midtown midweek
midwinter midyear mighty migrate migration migratory mild mildew mildly mileage milepost milestone milieu militancy
milkmaid milkmen milkshake milkweed milky millennia milligram milliner million millionth millipede millrace mimetic
mimicry mimosa mincemeat mindful minding mine mineral miniature minibike minibus minicam minimal minimally minimum
minion minister minivan minnow minstrel minty minuend minus minuscule minute minuteman minutia miracle mirror
mirroring mirthful misapply mismatch misnomer misprint missal misspell mistime mistletoe mistype mitosis mix mixture
mizzen mnemonic mobility mod model moderate moderator modern modernism modernity modesty modicum modify modifying
modish modular modulate modulator modulus mohair moisten moisture molecular molecule molehill moleskin mollify molten
momentary momentous momentum monarch monarchic monastic monaural money monies moniker monocle monogamy monograph
monolith monologue monopoly monorail monotonic monotony monoxide monsieur monsignor monsoon montage month monthly
monument moonbeam moonlight moonscape moonshot moonstone moppet moraine morale moralist moreover morpheme mortar
mortgage mortgagor mosaic mosquito mossy mothball motif motion motioning motivate motivator motley motocross motor
motorbike motorboat motorcade motorcar motoring motorist motorman motorway mousse mouthwash movement movie moving much
mucilage mudguard muesli muezzin muffin muffle mukluk mulberry muleteer multi multiple multitude munchies mundane
municipal murmur muscat muscatel muscle muscling muscular museum mushroom music musical musically musician musk
muskmelon mustang mutable mutton mutual mutuality mutually muumuu myopia myriad myrtle myself mystery mysticism
mystique mythic mythical mythology nail nailbrush nailing naphtha napkin narrate narration narrative narrator narrow
narrower narrowing narrowly narwhal national natty natural naturally nature nautical nautilus navigable navigate
navigator nearby nearer neatly neatness nebula nebulous necessary necessity neck necklace neckline necktie nectar
nectarine negotiate neigh neocon neodymium neologism neophyte neoprene neptunium nesting nestle network neural
neuralgic neurology neuron neurosis neutrino newbie newborn newcomer newsboy newscast newsflash newsman newspaper
newsprint newsreel newsstand newsy newton next niacin nibble nicer nicety nickel nickname nightcap nightfall nighthawk
nighttime ninepin nineteen ninetieth ninth nippy nirvana nitrate nitrogen noble nobleman nocturnal nocturne nodule
noggin noiseless nomadic nominal nominally nominee noncom nondairy nonempty nonesuch nonevent nonexempt nonfat
nonfatal nonhuman nonliving nonmember nonpareil nonprofit nonsmoker nonstick nonstop nonverbal nor normalcy normality
north northeast northerly northern northward nostalgia notable notation note notebook notice noticing notify notifying
nougat noun nourish nova novel novelist novelty nowadays nowhere nozzle nuance nuclei nucleus nugget numerator numeric
numerical nuptial nurture nutmeg nutrient nutrition nutshell nylon oases oatmeal oblique oboe observant observe
observers observing obtain obtaining obvious obviously occasion occur occurring oceanic octagon octagonal octave
octopus oddity odometer odyssey off offbeat offering offers offing offload offset offshoot offshore offspring offstage
often oil oilfield ointment okra olfactory ombudsman omega omission omit omitting oncoming oneself onetime ongoing
onion onlooker only onset onto opaque open openly openness opera operable operand operate operatic operation operative
operator opinion opossum opponent opportune optical optician optima optimism optimum optional optometry opulence
opulent opus orange orangutan orator orbit orbital orbiting orchard orchestra orchid ordain order ordering orderly
ordinance ordinary organ organic organism origin original originate oriole ornament oscillate ostrich other otherwise
ourselves outbound outclass outcome outcrop outdated outdone outdoor outermost outfield outfit outgrew outgrown
outgrowth outlaid outlast outlay outlining outlive outlook outlying outmoded outnumber outpost output outran outreach
outright outset outshone outside outskirt outsmart outsource outspoken outstrip outweigh ovation over overall
overboard overcame overcast overflow overgrew overgrown overhaul overhead overjoy overlaid overlap overlie overlong
overlook overly overlying overnight overpass overprice overprint oversaw overseas oversee oversleep overstate overstep
overtake overtime overtone overture overview overwork overwrite oxidation oxide oxygen ozone pacific pacifism pacify
package packaging packet paddle padlock padre page pageant pageantry paging pagoda palace palatable palatial palm
palomino palpable pamphlet panacea pancake pancreas panda panel panhandle panorama panoramic pantheism pantomime
pantry papaya paperback paperboy papergirl papers paperwork paprika papyri papyrus parachute paradigm paradise
paraffin paragon paragraph parakeet parallel parameter paramount parasol parcel parchment parity parka parkway parody
parodying parquet parrot parroting parsec parsing parsley parsnip partake partial partially partition partner partook
partying passable passage passbook passenger passerby passion passport password past pastel pastiche pastime pasture
patch patchwork patent patenting patently pathway patio patrimony patriotic patron patronage pattern pavement pavilion
peaceable peaceful peacetime peacock peanut pebble pecan pedagogy pedal pedestal pedigree peekaboo peerless pelican
pellet pelt pencil pendant pended pending pendulum penguin peninsula penny pentagon pepperoni percent perch perchance
percolate perennial perfect perfectly perform perfume perhaps perimeter periodic periphery periscope perky permanent
permeate peroxide persevere persuade pertain peruse petite petition petrol petroleum petunia pewter pharmacy phenomena
phoenix phosphate phosphor phrase physic physician physicist physique pianist piano piccolo pick pickax pickle pickup
picnic pictorial pidgin piecemeal piecework pigeon piggy piggyback piglet pigsty pigtail pile pilot piloting pineapple
pinkie pinnacle pinpoint pinstripe pioneer pipeline piquancy piquant pirouette pistachio pithy pivotal pizza pizzazz
placard placebo placement placid planar planet planetary plankton planning plantain plasma plaster plastic platform
platinum platitude platonic plausible play playable playback player playful playhouse playing playpen playroom
plaything plaza pleasant please pleasure pledge plenary plentiful plenty plethora plod plug plugging plumage plumb
plummet plural plurality plutonium plywood pneumatic pocketful pocketing podium poem poetic poetry poignancy poignant
point pointedly pointer pointing pointless poise pompom poncho pontoon ponytail pool pop popcorn popping poppy
populace popular popularly populous porcelain porcupine porous porridge port portable portend porter portfolio
porthole portion portly portrait portray portrayal position positive postage postal postbox postcard postcode postdate
postdoc posterior posterity posters posting posy potassium potato potential potluck potpourri poultry powdering
powdery power powerboat powerful powerless practical practice pragmatic prairie prankster preamble precede precedent
preceding precise precisely precision predicate predict predictor preen preexist prefab preface prefacing prefer
prefix prefixing prelude premiere premium preoccupy prepaid prepare preparing prepay preschool prescribe preserve
preside president press prestige presto pretzel prevail prevalent preview previewer previous priding primarily primary
prime primeval primrose prince princess principle printable printers printout prior priority pristine privacy
privilege privy probable procedure proceed process processor proclaim procure prodigal prodigy produce producers
producing profound profuse profusion progeny prognoses program progress project projector prolific prologue prolong
promenade prominent promise promising promote promotion prompt prompting promptly prone pronoun pronounce pronto proof
proofing proofread propagate property prophecy proposal propose proposing prosaic prospect prosper protein protocol
prototype proud proudly provide provident providing provision proviso provost proximity proxy publish publisher
pudding pueblo pull pulley pulling pullout pullover pulsate pulsation puma pumice pumpkin punctuate pundit pupil
puppet puppeteer purchase pure pureeing purely purging purify purist purple purport purveyor putty pyramid quad
quadrant quadratic quadruped quaint qualify quantity quantum quark quarry quarterly quarters quartet quench query
querying questing queue queuing quiche quick quicken quickly quiet quieter quietly quill quintet quiz quizzes
quizzical quizzing quorum quotable quotation quote quotient quoting raccoon racetrack racketing radar radial radiance
radiant radiator radio radioing radiology radius ragtag ragtime railroad railway rainbow raincoat raindrop rainfall
rainstorm rainwater raisin ranging rapid rapidity rapidly rapport rapture rapturous rarely rarer raspberry raster
rationale reaching readable readily readjust ready readying realism realistic reality reappear reason reasoning
reassure rebind rebirth reborn rebound rebuild recall recalling recap recapture receipt receive receiving recently
reception receptive recharge recipe recipient recital reckon reckoning reclaim recline recollect recommend recompile
reconcile reconnect record recorder recording recount recoup recourse recover recreate recruit rectangle rectify recur
recursion recursive recycle recycling reddish redeem redefine redesign redevelop redid redirect redone redouble
redraft redraw redwood reeducate reenact reentry ref referee reference referring refill refinance refinery refinish
reflect reflector reflex reflexive reformat reforming refresh refuel refund refunding refurbish regale regalia regard
regarding regatta regent region regional register regroup regulate rehearsal rehearse reigning reimburse reindeer
reinforce reinstate reinvent reissue reiterate rejoice rejoin rejoinder rekindle relaid relating relax release
releasing relevance relevant reliable reliance reliant relic relish relive relocate rely relying remade remain
remainder remaining remark remarking remedial remember reminisce remit remnant remodel remote remotely removable
rename rendering rendition renew renewable renewal renewing renovate reopen repair repayment repeat repeating rephrase
replace replacing replenish replete replica replicate repose represent reprint reprise reproduce reprogram republic
reputable repute request require requiring requisite reran reread rereading resemble reservoir reset resetting
reshuffle resilient resin resistant resistor resolute resolve resolving resonance resonant resort resorting resource
respect respite respond response restart restful restore resubmit result resultant resulting resume resuming resurface
resurgent retake retention rethink rethought reticence reticent retina retinue retiring retook retrace retrieval
retrieve retrod retrodden retry return returning retype reunion reunite revalue revamp reverent reversal reverse
reversion revision revisit revival rework rewrite rewriting rewritten rhapsody rhetoric rhino rhubarb rhyme rhyming
rhythm rhythmic ribbon richer richly richness ricing rickshaw ridden ride rightful rightmost ringlet ringside ripen
ritual ritzy river riverbed riverside roadblock roadhouse roadway robin robot robust rock rodeo roll rollick rolling
rooftop room roomful rooming roommate rosary rosemary rostrum rotate rotating rotunda roulette rounding roundness
roundup routine routinely rowboat royal royally rubbing rubric rucksack rudder rudiment rugby rule rulers ruling
ruminate run rundown running runway rural rush rushing rustic rustproof rusty saccharin safari saffron saga sagebrush
sailboard sailboat sake salad salami salary salesman saloon salt saltwater salute salvage sameness sample sanctify
sanctuary sandal sandman sandpaper sandstone sandstorm sandwich sanity sanserif sapling sapphire sardine sardonic
satchel satellite satin satirical satirist satisfy saturate saucepan saunter sausage saw sawdust saxophone saying
scale scallop scan scanning scarf scarlet scarves scenario scenery scenic schedule scholar scholarly school schoolboy
schooling schooner science scientist scoop score scorecard scoring scribble script scripting scripture scroll
scrolling sculptor sculpture seafaring seafood seaman seamless seaport seashell seashore seasick seaside seasonal
seaweed second secondary seconding secondly secular secure securely sedan sedentary sediment seedling seek seeking
seemingly seesaw segment seldom select selecting selective semantic semblance semester semicolon semifinal senator
senior seniority sensible sensitive sensory sent sentience sentient separable sequel sequence sequoia serenade serene
serenity series serious seriously serum serviette settable settle settling seven seventeen seventh shall shampoo
shamrock shape shapely sharing shaven sheepish sheet shelf shelter shelve shelving shepherd sherbet shield shift
shifting shingle shiny shipload shipment shipping shipshape shipyard shire shoelace shook shop short shortcut shorten
shorthand shortlist shortly shortness shortwave should shoulder shouting showbiz showcase showdown shower showering
showing showman shown showpiece showroom shrewd shrimp shrub shrubbery shrunk shuffle shuttle sibling sideburns
sidekick sideline sidelong sideshow sidestep sidewalk sideways siding sierra sigma sign signal signatory signature
signify signing signpost silencing silk silken silver silvering similar similarly simplex simplify simply simulate
simulator since sincere sincerely sincerity singers singsong singular siphon sir sirloin sitcom situate situation
sixpence sixteen sixteenth sixth sixtieth size skein sketch sketching skill skillet skit sky skydive skylight skyline
skyrocket slalom sleeve slingshot slogan slosh slowpoke smallish smartly smidgen smile smooth smoothing smoothly snack
snap snappy snapshot snazzy snooker snooze snorkel snow snowball snowboard snowbound snowdrift snowflake snowmen
snowstorm soapy soccer sociable social socially society sociology socket soda soft softball softly softness software
sojourn solace solar solicitor solid solidify solidly soliloquy solitaire soloist soluble solution solve solvent
solving somebody someday somehow someone someplace something sometime somewhat somewhere sonata sonic sonorous soon
sooner sophomore soprano sorbet sorority soundly souping south southeast southerly southern southpaw southward
souvenir sovereign soybean space spaceship spacing spacious spaghetti spangle spaniel sparkle sparrow spatula speak
speaker speaking special specially specific specify specimen speckle spectacle spectator spectra spectrum speculate
speech speedboat speedway speedy spend sphere spherical sphinx spicy spiffy spigot spinach spinning spiral spirit
spiriting spiritual splash splendid split splurge spoken spokesman sponge sponsor spooling spoonful sporadic sporran
sportsman spotless spotlight spotting spotty spread spreading spring springing sprinkle sprout spruce spry spud square
squarely squaring squeaky squirrel squirt stability stable stadium staff staircase stairway stalwart stamina stamp
stamping stand standard standby standing standoff standout stanza starboard starchy stardom starfish starlight
starring starry start stately statesman statewide static station statistic stature status statutory staunch stay
steadfast steadily steady steamboat steamroll stellar stemming stencil step stepchild stepping stereo sterling steward
stimuli stimulus stipend stipulate stirrup stock stockpile stockyard stood storage storeroom story stratagem strategic
strategy stratify stratum straw strawing streaky stream streaming strength stretch strewn stringy strive striving
structure student studio studious study studying stuffing stylish stylistic stylus subdivide sublime submarine
subscribe subscript subset subside subsist subsystem subtitle subtle subtlety subtract suburb suburban subway succeed
success successor succinct suede suffice sufficing suffrage sugar suggest suitable suitcase summarily summary
summering summit sumptuous sunbathe sunburn sundae sundial sundry sunflower sung sunlight sunlit sunrise sunscreen
sunshine suntan sunup superb superbly superior supersede superstar supervise supplant supple suppliers supplying
support supporter suppose supposing supreme supremely surcharge surefire surf surface surfacing surfboard surname
surpass surplus surprise surrogate surround survey surveying swampy sweep sweeping sweeten swim swimming swimsuit
swipe swirl swish switch switching swivel sycamore syllable syllabus symbol symbolic symbolism symmetric symmetry
symphonic symphony synapse sync syndicate synonym synopses syntactic syntax synthesis synthetic syrup system tabulate
tacit tackle tackling taco tactful tadpole tagging taillight tailor tailoring tailpipe taken takeoff takeout takeover
takers talent talisman talk talkative tamely tandem tangent tangerine tangible tango tankard tapestry tariff tarmac
tarpaulin tassel tasteful tautology tawny tax taxable taxation taxicab taxiing taxpayer teacher teacup teakettle
teammate teamster teamwork teapot technical technique teethe teetotal telegram telegraph telepathy telephone telescope
telethon teletype televise template tempo temporal temporary tenacious tenancy tendency tendon tendril tennis tenor
tentacle tenth tepee termini terminus terrace terrain testable testament testy thank thankful thanking thatch thematic
then theorem theoretic theorist theory therefore therein thereof thermal thesauri thesaurus these thesis thimble
thinly thirteen thirtieth thirty this thorough thou though thousand thread threading threshold thrice thrift throwback
thrown thumb thumbing thumbnail thumbtack tiara ticket ticketing ticklish tidy tidying tiger tightrope tilde tilt
timber timeless timescale timetable timezone tin tinder tinfoil tinsel tiptoe titling toast toasting toboggan today
toddle toehold toenail toga together tolerable tolerance tolerant tollbooth tollgate tomato tomorrow tonight tonnage
tonsil toolbar toolkit tooth toothpick topaz topic topology torque tortilla tortoise total totality totally totem
toucan touchdown toughen toughness touring tourist toward townhouse township toy track tractor tradition train trainee
transact transcend transform transit translate transport transpose travel traverse treacle treadmill treasury treat
treatable treatment treble tree treetop trekking trellis trending trendy trestle triangle tributary triceps tricycle
trillion trilogy trinket trip triple tripling tripos trite triumph trolley trombone trophy tropical troupe trouser
trowel truce truckload truffle truism truly trump trumpet trundle trunk truth truthful tryout tuba tuition tulip
tundra tune tuneful tunic tuning tunnel turbine tureen turnip turnout turnover turnpike turnstile turntable turquoise
turret turtle tutor tutorial tuxedo tweet tweezers twelfth twelve twentieth twenty twice twig twilight twinkle tying
type typecast typeface typeset typewrite typical typically typify typist ultimate ultra umbrella umpteen umpteenth
unabated unanimity unanimous unblock unburden unbutton unceasing unchanged uncover undamaged undefined under underflow
undergone undergrad underlain underlay underlie underpass underside undertook undertow underwent undoubted uneven
unfailing unfasten unfilled unfold unfurl unhook unicorn unicycle uniform uniformly unify unifying unique uniquely
unisex unison unite universal universe unleaded unless unlimited unmarked unpack unplug unroll unruffled unsaid
unscrew unseat untiring untying unveil unwind unwound unwrap unwritten unzip upbeat upcoming update updating upfront
upgrade upgrading upheld uphill upholster upkeep uplift upload upon upper uppercase uppermost upright upscale upshot
upside upstairs upstate upstream upsurge upswing uptake uptown upturn upward upwardly urban usage useful usefully
users usual usually utensil utility utmost utopia utter utterance uttering utterly vacuum vacuuming valentine valid
validate validity validly valise valley valuable value valueless valuing vanilla variable variance variant variation
variety various variously vastly vastness vault vector vegetable veggie vehicular velocity velour velvet vendor veneer
venerable venison ventilate ventricle venture venturing venue veracity verbal verbally verbatim verbiage verify
verifying veritable versatile verse version vertebrae vertical vertices vessel vestibule vestige vestment veteran veto
via viaduct vibrant vicinity video videotape view viewer viewing viewpoint vigorous villa village vinegar vineyard
vintage vinyl violet virtually virtuoso visible vision visionary visioning visor vista visual visually vitality
vitamin vivacious vivacity vivid vocalist vogue voice voicing volition voltage volume voluntary volunteer voters
voting vouch vouching vowel voyage wafer waft wagon waistband waistline waitress walking wallpaper walnut walrus waltz
wand wardrobe warehouse warm warming warmly warmth warrior wash washable washbasin washcloth washout washroom waterbed
waterfall watermark watershed waterway watery waveform wayside weave web website wedding wedlock weekday weekend
weeknight weight welcome welcoming well whale wharf whatever whenever where whereas whereupon whether whichever whilst
whimsical whirlpool whirlwind whirring whistle whistling whizzes whizzing why widely widen wigwam wildcat wildlife
willing willingly willowy willpower windfall windmill window windowing windsurf windswept windy wineglass wingspan
wingtip winners winning winsome winter wintering wire wisdom wisecrack wishbone wishful wispy with withheld within
without withstand withstood witticism wok wolves wonder wonderful wondering wondrous woodchuck wooden woodland
woodsman woodwind woodwork wording world worldly worldwide worthy woven wreath writable written wrote xylophone yacht
yardstick yarmulke yearbook yearling yearly yearn yes yesterday yippee you youngster yourself yummy zebra zenith zero
zeroing zeta zigzag zodiac zoning zoo zoologist zoology zucchini
`
  .trim()
  .split(/\s+/)
