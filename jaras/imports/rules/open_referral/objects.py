"""Each object of the standard as an entry of ours."""

from jaras.imports.rules.faults import Code
from jaras.imports.rules.open_referral.hours import say_hours
from jaras.imports.rules.open_referral.reading import Object, Piece, Reading

NOTE, FEE_FOR, NAMED = 300, 160, 160
DIRHAMS = ("", "mad")
COMMAS = 3  # that a sentence of ours may hold


def organisation(of: Object, reading: Reading) -> Piece:
    piece = Piece(of)
    piece.say_in_script("name", piece.text("name"))
    piece.say("alternate", piece.text("alternate_name")[:NAMED])
    piece.say("email", piece.text("email"))
    piece.phone()
    piece.say("kind", next(iter(piece.codes(reading.kinds)), ""))
    piece.say("poles", piece.codes(reading.poles))
    return piece


def location(of: Object, reading: Reading) -> Piece:
    piece = Piece(of)
    piece.say_in_script("name", piece.text("name"))
    piece.say("alternate", piece.text("alternate_name")[:NAMED])
    piece.phone()
    for _name, part in piece.parts("addresses"):
        address = Piece(part)
        piece.say_in_script("address", address.text("address_1"))
        if city := address.text("city"):
            commune = reading.commune(city)
            piece.say("commune", commune)
            if not commune:
                piece.wrong(Code.AREA_LEFT_OUT, "commune", city)
        break
    return piece


def contact(of: Object) -> Piece:
    """A function, never a person: of somebody's name nothing is kept."""
    piece = Piece(of)
    piece.say_in_script("function", piece.text("title") or piece.text("department"))
    piece.say("email", piece.text("email"))
    piece.phone()
    return piece


def service(of: Object, reading: Reading) -> Piece:
    piece = Piece(of)
    name, description = piece.text("name"), piece.text("description")
    piece.say("code", next(iter(piece.codes(reading.services)), "") or name)
    if description != name:
        piece.say_in_script("note", description, limit=NOTE)
    piece.say("publics", piece.codes(reading.publics))
    _say_for_whom(piece, reading)
    piece.say("email", piece.text("email"))
    piece.phone()
    _say_languages(piece, reading)
    _say_fee(piece)
    things = [Piece(part).text("document") for _name, part in piece.parts("required_documents")]
    piece.say_in_script("bring", ", ".join(filter(None, things)), limit=NOTE)
    _say_areas(piece, reading)
    say_hours(piece, reading)
    return piece


def _say_for_whom(piece: Piece, reading: Reading) -> None:
    """Ages as numbers; of the sentence what our columns do not say."""
    for name, column in (("minimum_age", "youngest"), ("maximum_age", "oldest")):
        piece.say(column, _whole(piece.of.get(name)))
    parts, rest = piece.text("eligibility_description").split(", "), []
    while parts:
        known = ((n, reading.saying(", ".join(parts[:n]))) for n in range(min(len(parts), COMMAS + 1), 0, -1))
        taken, sex = next(((n, sex) for n, sex in known if sex is not None), (1, None))
        if sex:
            piece.words["sex"] = sex
        elif sex is None:
            rest.append(parts[0])
        parts = parts[taken:]
    piece.say_in_script("who", ", ".join(rest), limit=NOTE)


def _whole(value: object) -> int | None:
    """A number without a part; the standard's numbers may have one."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1:
        return int(value)
    return None


def _say_languages(piece: Piece, reading: Reading) -> None:
    found = []
    for _name, part in piece.parts("languages"):
        spoken = Piece(part)
        said = [spoken.text("code"), spoken.text("name")]
        code = next((known for word in said if word and (known := reading.language(word))), "")
        if code:
            found.append(code)
        else:
            piece.wrong(Code.LANGUAGE_LEFT_OUT, "languages", " ".join(filter(None, said)))
    piece.say("languages", found)


def _say_fee(piece: Piece) -> None:
    """The first cost that is in whole dirhams; without any, the words on fees."""
    costs = [Piece(part) for _name, part in piece.parts("cost_options")]
    for cost in costs:
        amount = _whole(cost.of.get("amount"))
        if amount is not None and cost.text("currency").lower() in DIRHAMS:
            piece.words["fee"] = amount
            piece.say_in_script("fee", cost.text("amount_description"), limit=FEE_FOR)
            return
        piece.wrong(Code.COST_LEFT_OUT, "fee", f"{cost.text('amount')} {cost.text('currency')}")
    if not costs:
        piece.say_in_script("fee", piece.text("fees_description"), limit=FEE_FOR)


def _say_areas(piece: Piece, reading: Reading) -> None:
    """The communes whose inhabitants it receives, by code, else by name; the whole territory names none."""
    found = []
    for _name, part in piece.parts("service_areas"):
        area = Piece(part)
        code, name = area.text("extent"), area.text("name")
        if commune := (reading.commune(code) or ("" if reading.is_whole(code) else reading.commune(name))):
            found.append(commune)
        elif reading.is_whole(code) or reading.is_whole(name):
            piece.words["communes"] = []
            return
        else:
            piece.wrong(Code.AREA_LEFT_OUT, "communes", name)
    piece.say("communes", found)
