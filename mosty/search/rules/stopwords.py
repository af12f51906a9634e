"""Words without meaning of their own, per language, in `plain` form (Vietnamese: as written)."""

from mosty.search.rules.fold import plain

_CS = """a aby ale ani ano az bez by byl byla bych bude budou byt ci clovek co coz dal do ho i ich ja jak jako je jeho jej jeji jejich
jen jeste ji jim jsem jsi jsme jsou jste k kam kde kdo kdyz ke ktera ktere ktery kteri ma mam mame mate me mi mit mne mnou mohou
moje muj muze muzes muzu my na nad nas nase nebo nejsou neni nez nic od on ona oni ono pak po pod podle pokud potom pro prosim proto
protoze pred pri s sam se si sve svuj svych sveho ta tak take tam te ten tento teto tim to toho tomu tu ty u uz v vam vas vase
ve vice behem vsak vsechno vsichni vy z za zda zde ze"""
_EN = """a about all also am an and any are as at be been but by can could did do does for from get had has have he her here him his
how i if in into is it its just me more my no nor not of on one or our out she should so some such than that the their them then there
these they this those to too up us was we were what when where which who will with would you your dont im id"""
_UK = """а але або без би був була було були бути в від вас ваш ви воно вона вони він все всі да де для до ж з за зі і із їх її й його
як яка яке який які ми мене мені мій може можна на над нам нас наш не ні о об один по під при про се собі та так також там те ти то
того тому ту тут у хто це цей ця чи що щоб я є"""
_RU = """а без бы был была было были быть в вам вас ваш во вот все всех вы где да для до его ее если есть же за и из или им их к как
какой которые который кто ли меня мне может можно мой мы на над нам нас наш не нее нет ни но ну о об один он она они оно от по под при
про с свой себя со так также там те тем то того тоже только тот ты у уже хочу что чтобы эта эти это этот я"""
_BG = """а ако ала бе без беше би бил била били в вас ваш ви вие във все всеки всички да до е един една едно ги го да за защо и из или
им има ни не него нея ни ние но някой о от още по под при с са се си сме сте след със съм съм също така такъв там те тези ти то това
този той тук тя у че ще я аз"""
_VI = """và của cho các những là có được tại ở với trong từ đến một này đó thì mà hay hoặc nhưng cũng sẽ đã đang rất để khi về theo
bằng như vì nếu tôi bạn chúng ta mình em anh chị ra vào lên xuống gì nào ai"""
_AR = """في من على الى عن مع هذا هذه ذلك تلك التي الذي الذين او ثم لا ما لم لن ان كان كانت يكون هو هي هم نحن انا انت كل بعض قد عند
بين حتى كما لكن غير منذ ايضا هنا هناك و ب ل"""

STOP: dict[str, frozenset[str]] = {
    language: frozenset(words.split() if language == "vi" else plain(words).replace("'", "").split())
    for language, words in {"cs": _CS, "en": _EN, "uk": _UK, "ru": _RU, "bg": _BG, "vi": _VI, "ar": _AR}.items()
}
