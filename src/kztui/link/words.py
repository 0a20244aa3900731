"""Words that tell no incident from another."""

from kztui.text.fold import fold

_INSTITUTIONS = """
January February March April June July August September October November December Monday Tuesday Wednesday Thursday
Friday Saturday Sunday Kazakhstan Kazakhs Kazakh Kazakhstani Central Asia Asian Russia Russian Soviet Union Islamic
Islamist Islamists Islam Muslim Muslims Salafist Salafists National Security Committee Interior Ministry Minister Deputy
Prime Defence Defense Emergency Emergencies Foreign Health State President Prosecutor General Prosecutors Office Court
Judge Police Regional Region District City Street Army Guard Guards Major Colonel Captain Lieutenant Governor Nursultan
Nazarbayev Kassym-Jomart Tokayev Syria Iraq Afghanistan Pakistan Human Rights Watch Reuters Associated Press Tengrinews
Kazinform Interfax Eurasianet Radio Free Europe Liberty News
"""
_EVERYDAY = """
that with from have were been this they their which when where after before about into more than said says will would
could also other some such only over under while during against since until there these those them then what being both
each between without within because people killed wounded injured died dead arrested police kazakhstan kazakh officers
officials according report reported reports news told year years month week days three four five
"""

INSTITUTIONS = frozenset(map(fold, _INSTITUTIONS.split()))
"""Capitalised words of any report from the region, folded."""

EVERYDAY = frozenset(map(fold, _EVERYDAY.split()))
"""Words of any report, folded; shorter ones count nowhere."""

BEFORE_PLACES = frozenset(("in", "at", "near", "from", "to", "of", "outside", "around", "в", "из", "под", "близ"))
"""Words after which a name is that of a place, which is compared as such."""
