"""The words of the calendar, in English and German."""

_MONTH_WORDS = (
    "January|Januar|Jänner|Jan",
    "February|Februar|Feber|Feb",
    "March|März|Mär|Mrz|Mar",
    "April|Apr",
    "May|Mai",
    "June|Juni|Jun",
    "July|Juli|Jul",
    "August|Aug",
    "September|Sept|Sep",
    "October|Oktober|Oct|Okt",
    "November|Nov",
    "December|Dezember|Dec|Dez",
)
MONTH = "|".join(_MONTH_WORDS)
MONTH_OF = {word: month for month, words in enumerate(_MONTH_WORDS, 1) for word in words.split("|")}

WEEKDAY_OF = {
    word: number
    for words in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    )
    for number, word in enumerate(words.split())
} | {"sonnabend": 5}
WEEKDAY = "|".join(WEEKDAY_OF)
ON_A_WEEKDAY = (
    rf"(?i:(?:{WEEKDAY}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun|mo|di|mi|do|fr|sa|so)\.?,?\s+"
    r"(?:(?:the|den|dem)\s+)?)"
)
"""A pattern for the day of the week before a date, with what stands between them."""

_NTH_WORDS = {
    1: "first 1st erste", 2: "second 2nd zweite", 3: "third 3rd dritte",
    4: "fourth 4th vierte", 5: "fifth 5th fünfte", -1: "last letzte",
}  # fmt: skip
_NTH_OF = {word: number for number, words in _NTH_WORDS.items() for word in words.split()}
NTH = r"(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th" + (
    r"|[1-5]\.|(?:erste|zweite|dritte|vierte|fünfte|letzte)[nmrs]?)"
)

SEASON_OF = {
    word: months
    for words, months in (
        ("spring frühjahr frühling", (3, 5)),
        ("summer sommer", (6, 8)),
        ("autumn fall herbst", (9, 11)),
    )
    for word in words.split()
}

_ORDINAL_WORDS = (
    "first erste", "second zweite", "third dritte", "fourth vierte", "fifth fünfte",
    "sixth sechste", "seventh siebte", "eighth achte", "ninth neunte", "tenth zehnte",
    "eleventh elfte", "twelfth zwölfte", "thirteenth dreizehnte", "fourteenth vierzehnte",
    "fifteenth fünfzehnte", "sixteenth sechzehnte", "seventeenth siebzehnte",
    "eighteenth achtzehnte", "nineteenth neunzehnte", "twentieth zwanzigste",
    "twenty-first einundzwanzigste", "twenty-second zweiundzwanzigste",
    "twenty-third dreiundzwanzigste", "twenty-fourth vierundzwanzigste",
    "twenty-fifth fünfundzwanzigste", "twenty-sixth sechsundzwanzigste",
    "twenty-seventh siebenundzwanzigste", "twenty-eighth achtundzwanzigste",
    "twenty-ninth neunundzwanzigste", "thirtieth dreißigste", "thirty-first einunddreißigste",
)  # fmt: skip
ORDINAL_OF = {
    word.casefold(): number
    for number, words in enumerate(_ORDINAL_WORDS, 1)
    for word in words.split()
}
ORDINAL_EN = "|".join(sorted((one.split()[0] for one in _ORDINAL_WORDS), key=len, reverse=True))
ORDINAL_DE = "|".join(sorted((one.split()[1] for one in _ORDINAL_WORDS), key=len, reverse=True))


def nth(word: str) -> int:
    """The number of "second", "zweiten", "2nd" or "2."; -1 for the last."""
    folded = word.casefold()
    if folded[0].isdigit():
        return int(folded[0])
    return next(number for known, number in _NTH_OF.items() if folded.startswith(known))


def ordinal(word: str) -> int:
    """The day of the month that "fourteenth" or "vierzehnten" names."""
    folded = word.casefold()
    return ORDINAL_OF.get(folded) or ORDINAL_OF[folded.rstrip("nmrs")]
