"""Colours, sizes and the style sheet: every look of the window comes from here."""

from __future__ import annotations

from dataclasses import dataclass

from core.models.catalogue import ASSETS

STEP = 4
RADIUS = 6
UI_PIXELS = 13
MEASURE_CHARACTERS = 80
LINE_HEIGHT = 1.5
ICONS = (ASSETS / "icons").as_posix()


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Contrast: `text` on `surface` at least 7:1, the rest at least 4.5:1 (a test computes it)."""

    surface: str
    raised: str
    line: str
    text: str
    soft: str
    accent: str
    on_accent: str
    warning: str
    danger: str
    focus: str
    icons: str


LIGHT = Tokens(
    surface="#fbfbfa",
    raised="#f0f0ee",
    line="#d9d9d5",
    text="#1b1c1e",
    soft="#5c6066",
    accent="#0b5cad",
    on_accent="#ffffff",
    warning="#7a4a00",
    danger="#a8201a",
    focus="#0b5cad",
    icons="light",
)
DARK = Tokens(
    surface="#17181a",
    raised="#222427",
    line="#36393d",
    text="#eceded",
    soft="#a4a9b0",
    accent="#7cb8ff",
    on_accent="#0c1a2a",
    warning="#f0b95c",
    danger="#ff8f86",
    focus="#7cb8ff",
    icons="dark",
)
CONTRAST = Tokens(
    surface="#000000",
    raised="#000000",
    line="#ffffff",
    text="#ffffff",
    soft="#e6e6e6",
    accent="#ffe100",
    on_accent="#000000",
    warning="#ffe100",
    danger="#ff9d94",
    focus="#00e5ff",
    icons="contrast",
)
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def tokens_for(theme: str, dark_system: bool) -> Tokens:
    """The tokens of a setting: light, dark, contrast, or system."""
    return THEMES.get(theme, DARK if dark_system else LIGHT)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two of the form #rrggbb: `share` 0 gives the first, 1 the other."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def style_sheet(t: Tokens, points: float = UI_PIXELS) -> str:
    """The application's style sheet; `points` is the pixel size of the interface's text."""
    scale = points / UI_PIXELS
    box, arrow, wide = round(14 * scale), round(12 * scale), round(22 * scale)
    return f"""
    * {{ font-size: {points:g}px; color: {t.text}; }}
    QWidget {{ background: {t.surface}; }}
    QLabel, QCheckBox {{ background: transparent; }}
    #topBar, #controlBar, #statusLine, #messageBar, #sheet {{ background: {t.raised}; }}
    #topBar {{ border-bottom: 1px solid {t.line}; }}
    #controlBar {{ border-top: 1px solid {t.line}; }}
    #sheet {{ border-left: 1px solid {t.line}; }}
    #offerBar {{ background: {t.raised}; border: none; border-top: 1px solid {t.line}; }}
    #messageBar {{ border: 1px solid {t.warning}; border-radius: {RADIUS}px; }}
    #soft, #statusLine QLabel, #statusLine {{ color: {t.soft}; }}
    #danger {{ color: {t.danger}; }}
    QCheckBox::indicator, QListView::indicator, QMenu::indicator {{ width: {box}px; height: {box}px; margin-left: 4px;
        background: {t.surface}; border: 1px solid {t.soft}; border-radius: 3px; }}
    QCheckBox::indicator:checked, QListView::indicator:checked, QMenu::indicator:checked {{
        background: {t.accent}; border-color: {t.accent}; image: url("{ICONS}/check-{t.icons}.svg"); }}
    QSlider:horizontal {{ min-height: 22px; background: transparent; }}
    QSlider::groove:horizontal {{ height: 4px; background: {t.line}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 2px; }}
    QSlider[mirrored="true"]::sub-page:horizontal {{ background: {t.line}; }}
    QSlider[mirrored="true"]::add-page:horizontal {{ background: {t.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{ width: 16px; margin: -7px 0; background: {t.surface};
        border: 2px solid {t.accent}; border-radius: 9px; }}
    QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0 4px; }}
    #warning, #statusLine #warning {{ color: {t.warning}; }}
    #key {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 4px; padding: 1px 6px; }}
    #sheet QWidget#sheetInside, #sheet QScrollArea, #sheet QCheckBox {{ background: {t.raised}; }}
    #title {{ background: transparent; border: 1px solid transparent; padding: 4px; }}
    #title:hover:enabled {{ border-color: {t.line}; }}
    #title:focus {{ background: {t.surface}; border: 2px solid {t.focus}; }}
    #title:disabled {{ color: {t.soft}; }}
    QComboBox#quiet {{ background: transparent; border: 1px solid transparent; padding: 2px 6px; color: {t.soft}; }}
    QComboBox#quiet:hover:enabled {{ border-color: {t.line}; }}
    QComboBox#quiet:focus {{ border: 2px solid {t.focus}; }}
    QComboBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
    QAbstractSpinBox, QFontComboBox {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
        padding: 5px 8px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; background: transparent;
        width: {wide}px; }}
    QAbstractSpinBox::up-arrow {{ image: url("{ICONS}/chevron-up-{t.icons}.svg");
        width: {arrow}px; height: {arrow}px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{ICONS}/chevron-{t.icons}.svg");
        width: {arrow}px; height: {arrow}px; }}
    QAbstractSpinBox:focus, QTableView:focus, QSlider:focus, QCheckBox:focus {{ border: 2px solid {t.focus}; }}
    QTableView {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QHeaderView::section {{ background: {t.raised}; color: {t.soft}; border: none; padding: 4px 6px; }}
    QTableView::item {{ padding: 0 6px; }}
    #heading {{ font-size: {points * 1.4:g}px; font-weight: 600; }}
    #modelRow {{ background: transparent; border: none; border-bottom: 1px solid {t.line}; }}
    #dropTarget {{ border: 2px dashed {t.soft}; font-size: {points * 1.15:g}px; }}
    #rule {{ background: {t.line}; border: none; }}
    #modelTitle {{ font-weight: 600; }}
    #plain {{ background: transparent; }}
    #notice {{ background: {t.surface}; border: 1px solid {t.warning}; border-radius: {RADIUS}px; }}
    QPushButton, QToolButton, QComboBox {{
        background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS}px; padding: 6px 12px;
    }}
    QPushButton:hover, QToolButton:hover, QComboBox:hover {{ border-color: {t.soft}; }}
    QPushButton:disabled, QComboBox:disabled {{ color: {t.soft}; background: transparent; border-style: dashed; }}
    QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus, QListView:focus,
    QAbstractScrollArea:focus {{ border: 2px solid {t.focus}; }}
    CaptionColumn, CaptionColumn:focus {{ background: {t.surface}; border: 2px solid {t.surface}; }}
    CaptionColumn[ring="true"]:focus {{ border-color: {t.focus}; }}
    QPushButton:checked {{ background: {t.surface}; border-color: {t.accent}; color: {t.accent}; }}
    #start {{
        background: {t.accent}; color: {t.on_accent}; border: 2px solid {t.accent}; font-weight: 600;
        padding: 8px 20px; font-size: {points * 1.15:g}px;
    }}
    #start:focus {{ border: 2px solid {t.text}; }}
    #start[listening="true"] {{ background: {t.surface}; color: {t.text}; border-color: {t.text}; }}
    #start[listening="true"]:focus {{ border-color: {t.focus}; }}
    #start:disabled {{ background: {t.raised}; color: {t.soft}; border-color: {t.line}; }}
    #place {{ background: transparent; border: 1px solid transparent; }}
    #place:checked {{ border-color: {t.line}; background: {t.surface}; color: {t.text}; }}
    #place:focus, #key:focus {{ border: 2px solid {t.focus}; }}
    QComboBox {{ padding-right: 4px; }}
    QComboBox::drop-down {{ border: none; width: {wide}px; }}
    QComboBox::down-arrow {{ image: url("{ICONS}/chevron-{t.icons}.svg"); width: {arrow}px; height: {arrow}px; }}
    QToolButton::menu-indicator {{ image: none; }}
    QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.line};
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QProgressBar {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 4px; max-height: 8px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
    QPlainTextEdit, QTextEdit, QLineEdit, QListView, QListWidget {{
        background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS}px; padding: 6px;
        selection-background-color: {t.accent}; selection-color: {t.on_accent};
    }}
    QLineEdit, QPlainTextEdit {{ placeholder-text-color: {t.soft}; }}
    QLineEdit {{ lineedit-clear-button-icon: url("{ICONS}/cross-{t.icons}.svg"); }}
    QPushButton::menu-indicator {{ image: url("{ICONS}/chevron-{t.icons}.svg"); width: {arrow}px; height: {arrow}px;
        subcontrol-origin: padding; subcontrol-position: center right; right: 8px; }}
    QListView::item:selected {{ background: {t.accent}; color: {t.on_accent}; border-radius: 4px; }}
    QListView#fileList {{ background: transparent; border: none; padding: 0; }}
    QListView#languages, QListView#sessions {{ outline: none; }}
    QListView#languages::item, QListView#sessions::item {{ padding: 4px; }}
    QListView#languages::item:selected, QListView#sessions::item:selected {{ background: {t.accent};
        color: {t.on_accent}; border-radius: 4px; }}
    QMenu {{ background: {t.raised}; border: 1px solid {t.line}; menu-scrollable: 1; }}
    QMenu::item {{ padding: 6px 20px; }}
    QMenu::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
    QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
    QScrollArea {{ border: none; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QListWidget::item {{ padding: 6px; }}
    QScrollBar, #qt_scrollarea_vcontainer, #qt_scrollarea_hcontainer {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {t.line}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:hover {{ background: {t.soft}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
