"""How far an invented example has come: published mostly, but some are with their editors or wait for a reviewer."""

from typing import Any

from casestudies import workflow
from casestudies.demo import publishing
from casestudies.models import CaseStudy


def lead(case_study: CaseStudy, example: dict[str, Any]) -> None:
    """Lead a draft to where its example `stands`: "draft", "sent", "sent back", or published where nothing is said."""
    match example.get("stands", "published"):
        case "published":
            publishing.publish_new([case_study.slug], words_checked=publishing.WORDS_CHECKED)
        case "sent":
            publishing.send(case_study)
        case "sent back":
            publishing.send(case_study)
            _send_back(case_study, **example["sent_back"])
    case_study.refresh_from_db()


def _send_back(case_study: CaseStudy, *, reason: str, comments: dict[str, str]) -> None:
    """As a reviewer does who has asked about some sections; `comments` are words by section."""
    by = publishing.reviewer()
    workflow.claim(case_study, by=by)
    for section, words in comments.items():
        workflow.comment(case_study, section=section, words=words, by=by)
    workflow.request_changes(case_study, by=by, reason=reason)
