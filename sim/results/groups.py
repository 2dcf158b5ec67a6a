"""Groups of spaces that tables speak of, and how each is summed from the raw record."""

from sim.model import quantities as q
from sim.model.categories import CELLS, MODEL_OF_CELL, MODELS, OPERATORS, SERVICE_TYPES
from sim.model.declaration import Label

LABELS = {
    "all": Label("All spaces", "全部空间"),
    "specialised": Label("Specialised", "专业化型"),
    "rent_dependent": Label("Rent-dependent", "租金依赖型"),
    "diversified": Label("Diversified", "多元型"),
    "broad_mixed": Label("Broad, mixed income", "综合领域·收入多元"),
    "broad_rent": Label("Broad, lives on rent", "综合领域·依赖租金"),
    "focused_mixed": Label("Focused, mixed income", "聚焦领域·收入多元"),
    "focused_rent": Label("Focused, lives on rent", "聚焦领域·依赖租金"),
    "private_company": Label("Private company", "民营企业"),
    "leading_enterprise": Label("Leading enterprise", "龙头企业"),
    "research_institute": Label("Research institute", "科研院所"),
    "university": Label("University", "高校"),
    "public_platform": Label("Public platform", "公共平台"),
    "investment_promotion": Label("Investment promotion", "投资促进型"),
    "training_coaching": Label("Training and coaching", "培训辅导型"),
    "industry_driven": Label("Industry driven", "产业驱动型"),
    "maker_incubation": Label("Maker incubation", "创客孵化型"),
    "comprehensive": Label("Comprehensive", "综合服务型"),
}

MEANINGS = {
    "all": "the whole province",
    "model": "business model now: specialised (s >= 0.5), rent-dependent (s < 0.5 and r >= 0.7), "
    "diversified (the rest)",
    "founded_as": "business model at founding; a space keeps it for life",
    "cell": "the 2 x 2 of focus (s >= 0.5) and rent dependence (r >= 0.7), now",
    "operator": "who runs the space",
    "type": "service type",
}


def _cells_of(model: int, first: int) -> tuple[int, ...]:
    return tuple(first + cell for cell, of in enumerate(MODEL_OF_CELL) if of == model)


# Name of each group, and the groups of the raw record that it is the sum of.
PARTS: dict[str, tuple[int, ...]] = {
    "all": tuple(range(q.FROM_CELL_NOW, q.FROM_CELL_NOW + len(CELLS))),
    **{f"model:{name}": _cells_of(i, q.FROM_CELL_NOW) for i, name in enumerate(MODELS)},
    **{f"founded_as:{name}": _cells_of(i, q.FROM_CELL_FOUNDED) for i, name in enumerate(MODELS)},
    **{f"cell:{name}": (q.FROM_CELL_NOW + i,) for i, name in enumerate(CELLS)},
    **{f"operator:{name}": (q.FROM_OPERATOR + i,) for i, name in enumerate(OPERATORS)},
    **{f"type:{name}": (q.FROM_TYPE + i,) for i, name in enumerate(SERVICE_TYPES)},
}
GROUPS = tuple(PARTS)


def label_of(group: str) -> Label:
    """Label of a group or of a class.

    >>> label_of("founded_as:specialised").en
    'Specialised'
    """
    return LABELS[group.rpartition(":")[2]]
