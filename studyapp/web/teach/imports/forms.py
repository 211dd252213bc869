from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from studyapp.sources.incoming import last_topic_of, named_alike, topics_open_to
from studyapp.usecases.bring_in import MOST_ADDRESSES, MOST_FILES, Submission

LONGEST = 300_000
NEW = "new"
ACCEPTED = ".txt,.md,.markdown,.html,.htm,.pdf,.docx,.epub,.csv,.jsonl"
WHO_SEES = {"private": _("only you"), "granted": _("chosen classes"), "public": _("everyone")}


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """All files of the input, in the order in which they were chosen. Which of them can be read is said of each."""

    def clean(self, data, initial=None) -> list:
        return [file for file in data or [] if file]


class BringInForm(forms.Form):
    """Texts of one submission. What is left empty stays unknown; nothing is guessed.

    ``key`` names this filled-in form: sent twice, it is one import.
    """

    files = ManyFilesField(
        label=_("Files"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "Choose files or drop them here, up to %(most)d at once: TXT, Markdown, HTML, PDF, DOCX, EPUB; or a table "
            "(CSV, JSONL) with one article a row and a column “text”."
        )
        % {"most": MOST_FILES},
    )
    addresses = forms.CharField(
        label=_("Web addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=_("One a line, up to %(most)d. The pages are read from this server.") % {"most": MOST_ADDRESSES},
    )
    text = forms.CharField(
        label=_("Pasted text"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Plain text, Markdown or HTML, in English."),
    )
    topic = forms.ChoiceField(label=_("Topic"), help_text=_("Whoever may see the topic may read the text."))
    new_topic = forms.CharField(
        label=_("Name of the new topic"),
        max_length=120,
        error_messages={"required": _("Give the new topic a name, or choose a topic above.")},
    )
    visibility = forms.ChoiceField(
        label=_("Who sees the new topic"),
        required=False,
        choices=[("private", _("Only you")), ("public", _("Everyone, also without an account"))],
        initial="private",
        widget=forms.RadioSelect,
        help_text=_("You can change this later, and open the topic to your classes, on the topic’s page."),
    )
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=200)
    published = forms.DateField(
        label=_("Published"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    licence = forms.CharField(label=_("Licence"), required=False, max_length=200)
    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    author = forms.CharField(label=_("Author"), required=False, max_length=200)
    url = forms.URLField(label=_("Web address of the text"), required=False, max_length=500, assume_scheme="https")
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    use_required_attribute = False  # what is asked of a new topic is asked for no other

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.open = {str(topic.pk): topic for topic in topics_open_to(user).order_by("name")}
        own = [(pk, _labelled(t)) for pk, t in self.open.items() if t.owner_id == user.pk]
        other = [(pk, _labelled(t)) for pk, t in self.open.items() if t.owner_id != user.pk]
        groups = [(_now("Your topics"), own), (_now("Topics of the site"), other)]
        self.fields["topic"].choices = [(NEW, _now("A new topic")), *(group for group in groups if group[1])]
        if not self.is_bound:
            last = last_topic_of(user)
            self.fields["topic"].initial = str(last.pk) if last else NEW

    def clean(self):
        cleaned = super().clean()
        brings = any(str(cleaned.get(name) or "").strip() for name in ("addresses", "text")) or cleaned.get("files")
        if not brings and "text" not in self.errors:
            self.add_error(None, _now("There is no text yet: choose files, give web addresses or paste a text."))
        if cleaned.get("topic") != NEW:
            self.errors.pop("new_topic", None)
            cleaned["new_topic"] = ""
        elif cleaned.get("new_topic"):
            self._settle_new_topic(cleaned)
        return cleaned

    def _settle_new_topic(self, cleaned: dict) -> None:
        """A name that is one of their topics' means that topic; one that is somebody else's is refused."""
        cleaned["new_topic"] = " ".join(cleaned["new_topic"].split())
        found = named_alike(cleaned["new_topic"])
        if found and str(found.pk) in self.open:
            cleaned["topic"] = str(found.pk)
        elif found:
            self.add_error("new_topic", _now("There is a topic of this name already, and it is not yours."))

    def submission(self, dry_run: bool) -> Submission:
        """What was sent, in the words of the story that takes it."""
        sent = self.cleaned_data
        return Submission(
            text=sent["text"],
            header={"title": sent["title"], "author": sent["author"], "url": sent["url"]},
            addresses=sent["addresses"],
            files=tuple(sent["files"]),
            topic=self.open.get(sent["topic"]),
            new_topic=sent["new_topic"],
            visibility=sent["visibility"] or "private",
            stated={
                "publisher": sent["publisher"],
                "published": sent["published"].isoformat() if sent["published"] else "",
                "licence": sent["licence"],
            },
            dry_run=dry_run,
        )


def _labelled(topic) -> str:
    return _now("%(name)s (seen by %(who)s)") % {"name": topic.name, "who": WHO_SEES[topic.visibility]}
