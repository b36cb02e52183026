"""Words that tell whether a full stop ends a sentence, in English and German.

All in small letters and without their last stop.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words(
    "e.g i.e eg ie cf vs viz approx mr mrs ms mx dr prof hon rev gen col sgt capt messrs z.b "
    "d.h u.a i.d.r o.ä z.t v.a s.o s.u i.a m.e u.u zzt zb dh bzw vgl ca ggf evtl sog inkl "
    "incl exkl excl zzgl abzgl nr hr fr dipl ing mind gem lt bspw insb ebd hrsg dergl geb "
    "resp betr tel est abb ziff rd"
)
"""Always followed by more of the same sentence."""

NEVER_LAST_BEFORE_NUMBER = _words(
    "no nos p pp s abs art sec ch fig figs tab kap bd vol para app v ver sect eq jan feb mar "
    "apr jun jul aug sep sept oct nov dec okt dez"
)
"""Followed by more of the same sentence if a number comes next: "No. 5", "Abs. 2", "Dec. 14"."""

SOMETIMES_LAST = _words(
    "etc usw usf al ff f inc ltd co corp llc dept mio mrd bn mn tsd max min std sek hrs wk "
    "wks yr yrs mo str st jr sr a.m p.m u.s u.k u.n e.u ph.d jan feb apr jun jul aug sep sept "
    "oct nov dec okt dez mon tue tues wed thu thur thurs fri sat sun jh kg km qm"
)
"""Last only if a word follows that commonly opens a sentence."""

OPENERS = _words(
    "the a an this that these those we i you he she it they our your their its his her if in "
    "on at for from with without when while after before then there but and or so no not all "
    "each every both any some most many one what who how why where as by to until unless "
    "because since once however therefore instead only also please der die das dem den des "
    "ein eine einen einem einer wir ich sie er es ihr ihre unser unsere diese dieser dieses "
    "diesen wenn im am auf für mit nach vor bei dann danach daher deshalb aber und oder alle "
    "jede jeder jedes zudem außerdem bis ab zum zur von beim damit dazu dabei hier nur auch "
    "wer was wie wo weil falls sobald erst kein keine nicht man"
)
"""Words that commonly open a sentence."""

BEFORE_ORDINAL = _words(
    "am der die das dem den des im vom zum zur bis ab und oder seit nach vor beim jeder jedes "
    "jeden jedem ins dieser dieses diesem ihr ihre unser unsere sein seine ein eine ersten"
)
"""German words after which "2." is an ordinal: "im 2. Quartal"."""

MONTHS = _words(
    "january february march april may june july august september october november december "
    "januar jänner februar märz mai juni juli oktober dezember jan feb mär mrz apr jun jul "
    "aug sep sept okt nov dez oct dec"
)
