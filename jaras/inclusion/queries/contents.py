"""What a version says, as one digest: a signature holds for these words only."""

import json
from hashlib import sha256

from jaras.inclusion.models import LifeProject

STEP = ("what", "doer", "member_id", "organisation_id", "somebody", "by_on")


def content(project: LifeProject) -> str:
    """The digest of everything the person says yes to; what is done meanwhile is not part of it."""
    said = {
        "project": project.pk,
        "words": project.words,
        "person": project.person_commits,
        "cell": project.cell_commits,
        "goals": [
            {
                "words": goal.words,
                "domain": goal.domain,
                "steps": [[str(getattr(step, name)) for name in STEP] for step in goal.kept_steps()],
            }
            for goal in project.kept_goals()
        ],
    }
    return sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()
