"""The table of adapters: every kind of document that a sources file may name."""

from __future__ import annotations

from collections.abc import Mapping

from .apprenticeship_files import APPRENTICESHIP_ADAPTERS
from .code_lists import CLASSIFICATION_ADAPTERS
from .company_files import COMPANY_ADAPTERS
from .correspondences import CROSSWALK_ADAPTERS
from .description_files import DESCRIPTION_ADAPTERS
from .esco_files import ESCO_ADAPTERS
from .figure_files import STATISTICS_ADAPTERS
from .hand_kept_files import HAND_KEPT_ADAPTERS
from .interface import Adapter
from .portal_files import PORTAL_ADAPTERS
from .title_list_files import TITLE_LIST_ADAPTERS

ADAPTERS: Mapping[str, Adapter] = {
    **HAND_KEPT_ADAPTERS,
    **ESCO_ADAPTERS,
    **PORTAL_ADAPTERS,
    **DESCRIPTION_ADAPTERS,
    **CLASSIFICATION_ADAPTERS,
    **CROSSWALK_ADAPTERS,
    **TITLE_LIST_ADAPTERS,
    **STATISTICS_ADAPTERS,
    **APPRENTICESHIP_ADAPTERS,
    **COMPANY_ADAPTERS,
}
