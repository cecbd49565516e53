/**
 * Given names that are common somewhere, and that are no word of English, no product and no language to program in. One of
 * them alone above a list says whose it is, as "**Anita**" does; rarer ones take a list of people in the document, or the
 * configuration's `people`.
 */
const names: ReadonlySet<string> = new Set(
  `aaron abdul abdullah abigail adam adrian adriana agnes ahmad ahmed aisha alan albert alberto alejandra alejandro alessandro
  alex alexander alexandra alexandre alexis alfonso alfred ali alice alicia alina alison allison alyssa amanda amelia amina
  amir amit amy ana anand andrea andreas andrei andres andrew andrey andrzej andy angel angela angelo anil anita anja anjali
  ann anna anne annie anthony antoine anton antonio anya arjun arthur arturo arun asha ashley ashok astrid audrey austin ayesha
  barbara bartosz beatrice beatriz ben benjamin benoit bernard beth bethany bianca bjorn bogdan boris bradley brandon brenda
  brent brett brian bridget bruce bruno bryan caitlin cameron camila carl carla carlos carmen carol carolina caroline
  caterina catherine cecilia charles charlie charlotte chen chloe chris christian christina christine christoph christophe
  christopher claire clara claudia clement colin connor craig cristina curtis cynthia daisuke dan daniel daniela danielle danny
  darren dave david deborah deepak denis dennis derek diana diane diego dimitri dmitri dmitry dominic dominik donald donna
  doug douglas duncan dylan edgar eduardo edward edwin eileen elaine elena eleanor eli elias elif elisa elizabeth ella ellen
  ellie emil emilia emilie emily emma emmanuel enrique eric erica erik erika erin ernesto esteban esther ethan eugene eva evan
  evelyn ewa fabian fabio fatima federico felipe felix fernanda fernando filip fiona florian frances francesca francesco
  francisco francois frank franz fred frederic frederik gabriel gabriela gareth gary gavin gemma geoff george georgia gerald
  gerard gilles giorgio giovanni giulia gloria gonzalo gordon graham greg gregory guillaume guillermo gustavo hanna hannah hans
  haruto harold harry hassan heather hector heidi helen helena henri henrik henry hiro hiroshi holly howard hugh hugo ian ibrahim
  igor ilya ines ingrid irene irina isaac isabel isabella isabelle ivan ivana jack jackie jacob jacques jaime jake jakob jakub
  james jamie jan jana jane janet janice jared jasmine jason javier jayden jean jeff jeffrey jenna jennifer jenny jeremy jerome
  jesper jess jesse jessica jesus jim jimmy joan joana joao joanna joe joel johan johanna johannes john johnny jon jonas
  jonathan jordan jordi jorge jose josef joseph josh joshua juan juliana julie julien juliette julio jun justin justyna kaito
  kamil karen karim karin karl karolina katarina kate katharina katherine kathleen kathryn kathy katie kavita kayla keith kelly
  ken kenji kenneth kevin khalid kim kimberly kiran klaus kofi kris kristen kristian kristin kristina krzysztof kumar kurt kwame
  kyle lara lars laura lauren laurence laurent leah leila lena leo leon leonardo leonie leslie lewis liam lina linda lisa lorena
  lorenzo louis louise luca lucas lucia lucie lucy luigi luis luisa lukas luke maciej madison magda magdalena magnus mahmoud
  malik manuel marc marcel marcela marcelo marcin marco marcos marcus margaret maria mariam mariana marie marina mario marion
  marius marta martha martin martina mary mateo mateusz mathias mathieu mathilde matt matteo matthew matthias matthieu maureen
  maurice mauricio maxime megan mehmet mei melanie melissa mia michael michaela michal michel michelle miguel mihai mikael mike
  mikhail milan mira miriam mohamed mohammad mohammed mohan monica monika muhammad mustafa nadia naomi natalia natalie natasha
  nathan neha neil nicholas nick nicola nicolas nicole niels nikhil nikita nikolai nils nina noah noor nora norman oleg olga
  oliver olivia olivier omar oscar oskar otto owen pablo pamela paola paolo pascal patricia patrick paul paula paulo pavel pedro
  per peter petra phil philip philipp philippe pierre pieter piotr prakash pranav priya rachel rafael rafal rahul raj rajesh
  ralph ramon raphael raquel raul ravi raymond rebecca renata ricardo richard rick riku robert roberta roberto robin rodrigo
  roger rohan rohit roland roman romain ron ronald rory rosa rosie ross roxana roy ruben rupert ruth ryan sabine sabrina sally
  salma sam samantha samir samuel sana sandra sandeep sanjay sara sarah sasha satoshi scott sean sebastian sergei sergey sergio
  shane shannon sharon shaun shreya sid silvia simon simone sina sofia sofie sonia sonja sophia sophie soren stacey stan
  stefan stefanie stella stephan stephane stephanie stephen steve steven stuart sue sunil suresh susan susanna suzanne sven
  svetlana sylvain sylvia takashi takeshi tamara tania tanja tanya tara tatiana ted teresa terry theo theresa thiago thomas tiago
  tim timothy tina tobias todd tom tomas tomasz tommy toni tony tracy tristan troy tyler ulrich ursula valentin valentina valeria
  valerie vanessa vera veronica veronika victor victoria vijay viktor vikram vincent virginia vivek vladimir walter wei wendy
  wesley willem william wojciech xavier yan yang yann yasmin yuki yuri yusuf yves yvonne zachary zainab zhang zoe zuzana`.split(
    /\s+/,
  ),
)

/** Whether a word is a given name by itself, whatever its accents. */
export function isGivenName(word: string): boolean {
  return names.has(word.slice(0, 40).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
}
