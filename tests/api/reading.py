"""Words and small readers that several tests of this door share."""

TITLES = {
    "cs": "Doučování dětí",
    "en": "Homework help for children",
    "uk": "Допомога дітям з уроками",
    "ru": "Помощь детям с уроками",
    "vi": "Dạy kèm trẻ em",
    "bg": "Помощ на деца с уроците",
    "ar": "مساعدة الأطفال في الواجبات",
}
