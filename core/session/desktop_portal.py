"""The desktop's portal (`xdg-desktop-portal`, Linux): where it is, and who we are to it. Pure; any thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeepney import Message

BUS_NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
APPLICATION = "wavescribe"


def introduction() -> Message:
    """The call that tells the portal whose connection this is: to be sent on it before any other; no answer is wanted.

    What a user allows is kept by that name, and from 1.21 on the portal gives keys to nobody who has none. It takes the
    name where a `wavescribe.desktop` is installed; where there is none, or no such call (before 1.19.4), all is as if
    it had not been sent.
    """
    from jeepney import DBusAddress, MessageFlag, new_method_call

    registry = DBusAddress(PATH, BUS_NAME, "org.freedesktop.host.portal.Registry")
    message = new_method_call(registry, "Register", "sa{sv}", (APPLICATION, {}))
    message.header.flags |= MessageFlag.no_reply_expected
    return message
