"""One form of a Kazakh word for both of its alphabets.

The Latin letters are those of the alphabet of 2021, with the accented ones of the draft of 2018 beside them. Letters
that only Russian loans have are reduced to what Latin writes for them: полиция and polisia become полисиа.
"""

from functools import lru_cache

_LATIN = dict(zip("aäbdefgğhıijklmnñoöpqrsştuūüvyzáǵńóúýw", "аәбдефгғхіижклмнңоөпқрсштуұүвызәғңөүуу", strict=True))
_LOANS = {"ц": "с", "щ": "ш", "э": "е", "ё": "о", "й": "и", "һ": "х", "я": "иа", "ю": "иу", "ь": "", "ъ": ""}
_LETTERS = str.maketrans({**_LATIN, **_LOANS, "c": "с", "x": "х", "’": "", "'": ""})


@lru_cache(maxsize=65_536)
def plain(word: str) -> str:
    """Return the form under which a word is known to the grammar: lower-case Cyrillic, whatever alphabet it came in."""
    folded = word.lower().translate(_LETTERS)
    while "ии" in folded:
        folded = folded.replace("ии", "и")
    return folded
