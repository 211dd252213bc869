"""How sign-in and sign-up behave on this site."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """The site's rules for accounts; the library's defaults otherwise."""
