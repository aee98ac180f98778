"""The tables of persons."""

from jaras.people.models.asking import Inquiry, InquiryLook
from jaras.people.models.identity import IdentityKey, NameFrequency, PostingList, StalePosting
from jaras.people.models.links import Link
from jaras.people.models.merges import Merge, MergedRow
from jaras.people.models.night import NightRun
from jaras.people.models.person import KIN_NAMES, NAMES, WORDS, Person, open_names, set_aside
from jaras.people.models.reaching import ChannelIdentity, OfPersonQuerySet, Telephone
from jaras.people.models.relations import Household, HouseholdMember, Relation

__all__ = [
    "KIN_NAMES",
    "NAMES",
    "WORDS",
    "ChannelIdentity",
    "Household",
    "HouseholdMember",
    "IdentityKey",
    "Inquiry",
    "InquiryLook",
    "Link",
    "Merge",
    "MergedRow",
    "NameFrequency",
    "NightRun",
    "OfPersonQuerySet",
    "Person",
    "PostingList",
    "Relation",
    "StalePosting",
    "Telephone",
    "open_names",
    "set_aside",
]
