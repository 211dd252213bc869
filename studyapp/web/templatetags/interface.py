"""Small pieces of markup that every page needs."""

from fnmatch import fnmatchcase

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from studyapp.accounts.roles import may_enter_backoffice, may_teach

register = template.Library()


@register.simple_tag
def icon(name: str, extra_class: str = "") -> SafeString:
    """An icon of the sprite. Decoration only: the words stand beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        extra_class,
        static("vendor/lucide/sprite.svg"),
        name,
    )


@register.simple_tag
def without_placeholder(field: BoundField) -> BoundField:
    """The field without the grey words of the library: the label says it, and does not vanish with the first letter."""
    field.field.widget.attrs.pop("placeholder", None)
    return field


@register.simple_tag(takes_context=True)
def current(context: template.Context, *view_names: str) -> SafeString:
    """``aria-current`` for a navigation link: "page" for the first of its views, "true" for the others.

    A name may end in ``*``: the views that begin so.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    name = match.view_name if match else ""
    if not any(fnmatchcase(name, wanted) for wanted in view_names):
        return mark_safe("")
    return format_html('aria-current="{}"', "page" if name == view_names[0] else "true")


@register.simple_tag(takes_context=True)
def teaches(context: template.Context) -> bool:
    """Whether the person looking may bring articles in."""
    user = context.get("user")
    return bool(user) and may_teach(user)


@register.simple_tag(takes_context=True)
def manages(context: template.Context) -> bool:
    """Whether the back office lets the person looking in."""
    user = context.get("user")
    return bool(user) and may_enter_backoffice(user)
