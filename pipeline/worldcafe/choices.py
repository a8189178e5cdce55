"""What people choose from when they decide or rule; by itself, so that a page needs no tables for it."""

VERDICTS = ("supported", "altered", "unsupported", "pointer")  # that people may give
WITHHELD = "withheld"  # where a claim cannot be judged in its language

# The committee's: is it ours, whose is it, who takes it, how far is it, what is told to those who said it;
# then why, by whom and on which day that was decided.
TRIAGE = ("remit", "scope", "who", "status", "report_back", "reason", "by", "on")
REMITS = ("yes", "no", "unclear")
SCOPES = ("council", "committee", "working group", "nobody")
STATES = (
    "to inform",
    "asked",
    "answered",
    "council considers",
    "taken up",
    "not taken up",
    "in progress",
    "done",
    "not a suggestion",
)
