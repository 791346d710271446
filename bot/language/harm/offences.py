"""What the law passes on: the abuse of a learner, and sexual offences."""

from __future__ import annotations

from bot.language.harm.english import BEATEN, BEATING, LEARNER, LEARNERS, OF_A_CLASS
from bot.language.harm.kiswahili import HE, IS_HURT, MWANAFUNZI, WANAFUNZI
from bot.language.harm.patterns import LETTERS, any_of, few

CHILD = rf"(?:{LEARNER}|{LEARNERS}|{MWANAFUNZI}|{WANAFUNZI})"
OFFENCE = (
    any_of("rape raped rapes raping rapist defil* sodomi* molest* impregnat* grop* fondl* incest"),
    rf"{any_of('touch* grab* fondl*')} {few(2)}{any_of('private* breast* thigh* buttock*')}",
    rf"{any_of('sleep sleeps slept sleeping sex')} with {OF_A_CLASS}{CHILD}",
    rf"{any_of('sexual sexually')} {any_of('abus* assault* harass* harras* offence* favour* favor* relation*')}",
    rf"{LETTERS}{{0,8}}(?:[mni]baka|wabaka|bakwa|najis{LETTERS}{{0,4}}|lawit{LETTERS}{{0,4}})|ubakaji|unajisi",
    rf"(?:ana|ame|ali|hu)?lala na {few(2)}{CHILD}",
    rf"{CHILD} {few(4)}(?:was |is |been |got |being )?{BEATEN}",
    rf"{BEATING} {few(2)}{CHILD}",
    rf"{CHILD} {few(3)}(?:{HE})?(?:{IS_HURT})",
    rf"{LETTERS}{{2,8}}(?:piga|chapa|umiza|tesa|nyanyasa|dhulumu) {few(2)}{CHILD}",
)
HINTS = (
    any_of("pregnan* mimba mapenzi kimapenzi kingono ngono sex sexual touch* seduc* naked uchi affair boyfriend"),
    any_of("beat* cane* caned hit hits hurt* kiboko viboko fimbo piga chapa adhabu mpiga mchapa wapiga wachapa"),
    rf"{LETTERS}{{2,6}}(?:gus[ae]|shika|tongoza|piga|chapa)",
)
