"""The pages of the app in the order of the navigation: a new page is its module in app_pages/ and its line here."""

# Name (its module, its address, its strings nav.NAME, NAME.title and NAME.lead), icon, section of the navigation.
PAGES = (
    ("home", ":material/home:", "top"),
    ("ask", ":material/forum:", "find"),
    ("search", ":material/search:", "find"),
    ("entity", ":material/hub:", "find"),
    ("facts", ":material/format_quote:", "find"),
    ("coverage", ":material/checklist:", "desk"),
    ("tasks", ":material/table_view:", "desk"),
    ("indicators", ":material/monitoring:", "desk"),
    ("compare", ":material/compare:", "desk"),
    ("links", ":material/lan:", "desk"),
    ("briefing", ":material/article:", "desk"),
    ("judge", ":material/fact_check:", "keep"),
    ("library", ":material/folder_open:", "keep"),
    ("about", ":material/info:", "keep"),
)
SECTIONS = ("top", "find", "desk", "keep")  # titles: nav.section.NAME; the first has none

NAMES = tuple(name for name, _, _ in PAGES)
