"""Closed classes: sets a reader knows to be complete or nearly so, in an order that means something."""

from __future__ import annotations

from typing import NamedTuple

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTH_NAMES = "|".join(MONTHS)  # for patterns
MONTHS_BUT_MAY = [month for month in MONTHS if month != "May"]  # "may" is a verb more often
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class ClosedClass(NamedTuple):
    """``members`` stand in order of nearness (time, place or kind); ``ordered``: the order is one of time."""

    name: str
    members: tuple[str, ...]
    ordered: bool = False


def _of(name: str, members: str, ordered: bool = False) -> ClosedClass:
    return ClosedClass(name, tuple(m.strip() for m in members.split(",")), ordered)


CLASSES: tuple[ClosedClass, ...] = (
    _of(
        "metal",
        "gold, silver, platinum, copper, tin, zinc, lead, iron, nickel, cobalt, aluminium, titanium, lithium",
    ),
    _of(
        "gas",
        "oxygen, nitrogen, hydrogen, helium, argon, neon, carbon dioxide, methane, ozone, chlorine",
    ),
    _of("planet", "Mercury, Venus, Mars, Jupiter, Saturn, Uranus, Neptune"),
    _of(
        "ocean",
        "Atlantic Ocean, Pacific Ocean, Indian Ocean, Arctic Ocean, Southern Ocean",
    ),
    _of(
        "continent",
        "Africa, Asia, Europe, North America, South America, Australia, Antarctica",
    ),
    _of(
        "religion",
        "Judaism, Christianity, Islam, Hinduism, Buddhism, Taoism, Jainism, Sikhism, Zoroastrianism",
    ),
    _of(
        "language",
        "English, German, Dutch, French, Spanish, Portuguese, Italian, Latin, Greek, Russian, Polish, Ukrainian,"
        " Turkish, Arabic, Hebrew, Persian, Hindi, Urdu, Bengali, Chinese, Mandarin, Japanese, Korean, Vietnamese,"
        " Thai, Swahili, Welsh, Irish, Swedish, Norwegian, Danish, Finnish, Hungarian, Czech",
    ),
    _of(
        "US president",
        "George Washington, John Adams, Thomas Jefferson, James Madison, James Monroe, John Quincy Adams,"
        " Andrew Jackson, Martin Van Buren, William Henry Harrison, John Tyler, James K. Polk, Zachary Taylor,"
        " Millard Fillmore, Franklin Pierce, James Buchanan, Abraham Lincoln, Andrew Johnson, Ulysses S. Grant,"
        " Rutherford B. Hayes, James A. Garfield, Chester A. Arthur, Grover Cleveland, Benjamin Harrison,"
        " William McKinley, Theodore Roosevelt, William Howard Taft, Woodrow Wilson, Warren G. Harding,"
        " Calvin Coolidge, Herbert Hoover, Franklin D. Roosevelt, Harry S. Truman, Dwight D. Eisenhower,"
        " John F. Kennedy, Lyndon B. Johnson, Richard Nixon, Gerald Ford, Jimmy Carter, Ronald Reagan,"
        " George H. W. Bush, Bill Clinton, George W. Bush, Barack Obama, Donald Trump, Joe Biden",
        ordered=True,
    ),
    _of(
        "British prime minister",
        "Robert Peel, Lord Palmerston, Benjamin Disraeli, William Gladstone, Lord Salisbury, Arthur Balfour,"
        " Henry Campbell-Bannerman, H. H. Asquith, David Lloyd George, Bonar Law, Stanley Baldwin,"
        " Ramsay MacDonald, Neville Chamberlain, Winston Churchill, Clement Attlee, Anthony Eden,"
        " Harold Macmillan, Alec Douglas-Home, Harold Wilson, Edward Heath, James Callaghan, Margaret Thatcher,"
        " John Major, Tony Blair, Gordon Brown, David Cameron, Theresa May, Boris Johnson, Liz Truss, Rishi Sunak,"
        " Keir Starmer",
        ordered=True,
    ),
)


def class_of(word: str) -> ClosedClass | None:
    """The closed class that ``word`` belongs to, or None. Case counts for planets and the like, not for metals."""
    for group in CLASSES:
        if word in group.members or (group.members[0].islower() and word.lower() in group.members):
            return group
    return None
