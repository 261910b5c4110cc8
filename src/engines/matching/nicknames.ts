/** Short forms of first names, as groups; the first of each group stands for all. Apart because it is data: common in
 * Britain, and among Polish, Romanian and Portuguese speakers. */

const GROUPS = `michael mike mick mikey micky mickey mihai mihail mikael michal miguel
david dave davey davy davide dawid
robert rob bob bobby robbie robby bert roberto
william will bill billy willie
liam
james jim jimmy jamie jimbo
john jon johnny jonny jack jan ion ioan joao juan johnathan jonathan
anthony tony ant antony anton antonio antek
christopher chris kris topher cristian christian krzysztof krzys kit
kevin kev
stephen steve steven stevie stefan stephan esteban
paul paulie pavel pawel paulo pablo
gary gaz gazza garry
barry baz bazza
darren daz dazza
andrew andy drew andrei andrzej andre andreas
matthew matt matty mateusz mateo matei
daniel dan danny danno
thomas tom tommy tomasz tomek tomas
joseph joe joey jozef josef iosif jose
richard rich rick ricky dick richie ryszard
edward ed eddie ted teddy ned eduard
peter pete piotr pedro petru
alexander alex sandy sasha al alek aleksander alexandru alec lex
nicholas nick nicky nico nicolae mikolaj
samuel sam sammy
benjamin ben benny benji
gregory greg gregg grzegorz gregor
geoffrey geoff jeff jeffrey
phillip phil philip pip filip
kenneth ken kenny
ronald ron ronnie
donald don donny
lawrence larry laurie laurence loz
leonard len lenny leo
patrick pat paddy patryk
frederick fred freddie freddy
francis frank frankie francisco
charles charlie chaz chas chuck carlos karol
george georgie georgi gheorghe jorge jerzy
simon si szymon
martin marty marcin
mark marc marek marcus marco
adam adi
adrian ade
mohammed mohamed muhammad mohammad mo mohd muhammed
abdul abdullah abdal
hussain hussein husain hossain
ali aly
hassan hasan
ahmed ahmad
ibrahim ebrahim ibby
yusuf yousuf yousef youssef
lukasz luke luca lukas lucas
jakub jake jacob kuba jacek
wojciech wojtek
bogdan bogdi
gabriel gabi gabe
constantin costel costi costin
ionut ionel
vasile vasi
zachary zac zach zak zack
nathan nate nathaniel
timothy tim timmy
raymond ray
terence terry tel
vincent vince vinny
victor vic wiktor
harold harry harvey henry hal henryk
albert bertie al
graham graeme gra
ian iain
stuart stewart stu
sean shaun shawn shane
jason jay jase
lee leigh
carl karl
dean deano
wayne waz
neil neal niel
alan allan allen
derek deric del
russell russ
joshua josh
ashley ash
scott
ryan
kyle
callum
connor
jordan
aaron
lewis
keith
brian
nigel
trevor
roy
eric
craig`

const ROOTS = new Map<string, string>()
for (const line of GROUPS.split('\n')) {
  const [root, ...others] = line.split(' ') as [string, ...string[]]
  ROOTS.set(root, root)
  for (const other of others) if (!ROOTS.has(other)) ROOTS.set(other, root)
}

/** The name that stands for all its short forms; the token itself when it is in no group. */
export const nameRoot = (token: string): string => ROOTS.get(token) ?? token
export const isFirstName = (token: string): boolean => ROOTS.has(token)
