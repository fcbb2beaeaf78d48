"""The words of the page, in the language spoken; the page fills their {places}."""

from __future__ import annotations

from facilitator.i18n import _
from facilitator.notes import NoteKind
from facilitator.words import note_kind_word


def page_texts() -> dict[str, str]:
    """Key → text, of all that the page says."""
    return {
        **_of_the_way_in(),
        **_of_the_table(),
        **_of_notes(),
        **_of_states(),
        **_of_polls(),
        **{f"kind_{kind.value}": _capital(note_kind_word(kind)) for kind in NoteKind},
    }


def _of_the_way_in() -> dict[str, str]:
    return {
        "loading": _("Looking for the laptop …"),
        "language": _("Language"),
        "enter_title": _("Write for your table"),
        "enter_how": _("Scan the QR code on your table, or type the code beside it."),
        "code": _("The table's code"),
        "enter": _("Go to the table"),
        "code_unknown": _("No table has this code. Read it from the card once more."),
        "code_busy": _("Many are trying just now. Wait a moment, then try again."),
        "no_laptop": _(
            "The laptop does not answer. Check that the phone is on the right network, or scan the card on "
            "your table again. What you wrote is still here."
        ),
        "gone": _(
            "This code is no longer valid. Scan the card on your table again. What you wrote is still here."
        ),
        "no_script": _("This page needs JavaScript."),
    }


def _of_the_table() -> dict[str, str]:
    return {
        "table": _("Table {number}"),
        "round": _("Round {number} of {count}"),
        "round_alone": _("Round {number}"),
        "phase_silence": _("Think in silence"),
        "phase_talk": _("Talk"),
        "phase_warning": _("Soon over"),
        "phase_write_up": _("Write it down"),
        "phase_change": _("Change tables"),
        "paused": _("Pause"),
        "harvest": _("Choose your key points"),
        "not_running": _("Nothing runs at the tables now. What you write belongs to {place}."),
        "nowhere": _("The tables have not begun. You can write as soon as they do."),
        "left": _("left"),
        "over": _("over time"),
        "help": _("We need help"),
        "help_asked": _("Help is on its way. Tap to say it is no longer needed."),
        "approve": _("Read aloud and approved"),
        "approved": _("Approved at the table {time}"),
        "nudge_read": _("Read"),
        "role": _("This phone"),
        "role_host": _("Host"),
        "role_note_taker": _("Note-taker"),
        "note_taker_writes": _("The note-taker writes, on another phone."),
        "note_taker_types": _("The note-taker is writing now, on another phone."),
        "take_over": _("I write now"),
        "other_writes": _("Somebody at your table is writing on another phone."),
    }


def _of_notes() -> dict[str, str]:
    return {
        "note": _("A point from the table"),
        "note_hint": _("One point at a time"),
        "kinds": _("What it is"),
        "theme": _("Theme"),
        "no_theme": _("No theme"),
        "where": _("Belongs to"),
        "place": _("Round"),
        "save": _("Save the point"),
        "save_change": _("Save the change"),
        "cancel": _("Cancel"),
        "editing": _("You are changing a point."),
        "is_key": _("This is a key point"),
        "length": _("{count} of {most} characters"),
        "too_long_now": _("Too long by {count} characters. Divide it into several points."),
        "my_notes": _("Points from your table"),
        "key_points": _("Key points: {count} of {most}"),
        "key_points_many": _("Key points: {count}. Choose at most {most}."),
        "no_notes": _("No points yet."),
        "edit": _("Change"),
        "take_back": _("Take back"),
        "put_back": _("Put back"),
        "key_on": _("Key point"),
        "about": _("{action}: {text}"),
    }


def _of_states() -> dict[str, str]:
    return {
        "saved": _("Saved {time}"),
        "waiting": _("Waiting, will be sent"),
        "waiting_count": _("Waiting to be sent: {count}. Keep this page open."),
        "all_saved": _("All points are on the laptop."),
        "refused": _("Not accepted: {reason}"),
        "late": _("after the round"),
        "taken_back": _("taken back"),
        "merged": _("put together with another point"),
        "forked": _("changed by two at once; both are kept"),
        "from_laptop": _("written at the laptop"),
        "reason_too_long": _("it is too long. Divide it into several points."),
        "reason_broken": _("it holds a character that can't be stored. Type it again."),
        "reason_place": _("its round is not there any more. Choose another."),
        "reason_theme": _("its theme is not there any more. Choose another."),
        "reason_other_table": _("it belongs to another table."),
        "reason_other": _("something is wrong with it. Copy the text, and tell a moderator."),
        "disk": _("The laptop can't store just now. Your points wait here."),
        "no_storage": _("This phone stores nothing for this page. Keep it open until all is sent."),
        "unsent": _("Not sent yet"),
        "unsent_how": _("Copy the text, and give it to a moderator if it can't be sent."),
        "unsent_elsewhere": _("From {place}"),
        "copy": _("Copy the text"),
        "copied": _("Copied"),
        "forget": _("Remove the copied text from this phone"),
    }


def _of_polls() -> dict[str, str]:
    return {
        "no_poll": _("Nothing is asked just now. Keep this page open."),
        "choose_one": _("Choose one."),
        "choose": _("Choose up to {count}."),
        "dots": _("You have {count} dots."),
        "dots_each": _("At most {count} on the same."),
        "rank": _("Put them in order: what is most important first."),
        "left_of": _("{left} of {count} left"),
        "more": _("One dot more: {text}"),
        "fewer": _("One dot fewer: {text}"),
        "up": _("Up: {text}"),
        "down": _("Down: {text}"),
        "rank_it": _("Add to the order: {text}"),
        "own_words": _("In your own words"),
        "send": _("Send the answer"),
        "send_again": _("Send the changed answer"),
        "sent": _("Your answer is stored. You can change it until the answers are closed."),
        "sent_none": _("No answer from you is stored."),
        "closed": _("The answers are closed."),
        "rules": _("The answer does not fit what is asked now. Look at it again."),
        "anonymous": _("Your answer is stored without anything that tells who you are."),
    }


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
