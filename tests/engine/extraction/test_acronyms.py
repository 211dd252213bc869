"""Letters and what they stand for."""

from studyapp.engine.extraction.acronyms import explained_in, short_form, written_out

TEXT = (
    "The Velmora Ferry Union (VFU) met in Ghent. The OGB (Orford Guild of Bakers) stayed away, "
    "and so did Hale (a baker) and the Swan Brewery (VFU)."
)


def test_letters_in_brackets_belong_to_the_words_before_them_that_begin_so():
    assert explained_in(TEXT)["VFU"] == "Velmora Ferry Union"
    assert (
        explained_in("the Department for Ferries and Ports (DFP) closed")["DFP"] == "Department for Ferries and Ports"
    )


def test_words_in_brackets_belong_to_the_letters_before_them():
    assert written_out("OGB", TEXT) == "Orford Guild of Bakers"


def test_letters_that_do_not_agree_explain_nothing():
    assert explained_in("The Swan Brewery (VFU) closed.") == {}


def test_everybody_knows_some_letters():
    assert written_out("U.N.", "") == "United Nations"
    assert written_out("VFU", "") is None


def test_a_name_in_full_has_its_letters():
    assert short_form("Velmora Ferry Union", TEXT) == "VFU"
    assert short_form("Swan Brewery", TEXT) is None
