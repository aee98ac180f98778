"""Maps of the communes, drawn here as SVG: real boundaries where they were imported, else equal cells."""

from jaras.web.shell.maps.drawing import Drawing, cercle_name, of_communes
from jaras.web.shell.maps.outlines import Spot

__all__ = ["Drawing", "Spot", "cercle_name", "of_communes"]
