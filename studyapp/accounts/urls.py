"""Of the library's pages those that this site serves: signing in, up and out, passwords, e-mail addresses."""

from allauth.account.urls import urlpatterns as library

SERVED = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
urlpatterns = [page for page in library if page.name in SERVED]
