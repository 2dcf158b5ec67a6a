"""The kinds that agents come in, each named once; codes are positions in the tuple."""

OPERATORS = (
    "private_company",
    "leading_enterprise",
    "research_institute",
    "university",
    "public_platform",
)
PRIVATE_COMPANY, LEADING_ENTERPRISE, RESEARCH_INSTITUTE, UNIVERSITY, PUBLIC_PLATFORM = range(5)

SERVICE_TYPES = (
    "investment_promotion",
    "training_coaching",
    "industry_driven",
    "maker_incubation",
    "comprehensive",
)
INVESTMENT_PROMOTION = 0

FIELDS = (
    "internet_software",
    "biomedicine",
    "medical_devices",
    "new_materials",
    "laser_photonics",
    "food_health",
    "precision_machinery",
    "culture_other",
)
N_FIELDS = len(FIELDS)
NO_FIELD = -1

STAGES = ("unfunded", "seed", "series_a", "later")
UNFUNDED, SEED, SERIES_A, LATER = range(4)

RECOGNITIONS = ("none", "provincial", "national")
NOT_RECOGNISED, PROVINCIAL, NATIONAL = range(3)

INVESTOR_KINDS = ("angel", "venture")
ANGEL, VENTURE = range(2)

N_DISTRICTS = 34

# Observers' labels only: no rule reads them. A cell of the 2 x 2 of focus and rent is
# 2 * (s >= 0.5) + (r >= 0.7); the three business models are read off the cells.
CELLS = ("broad_mixed", "broad_rent", "focused_mixed", "focused_rent")
MODELS = ("specialised", "rent_dependent", "diversified")
MODEL_OF_CELL = (2, 1, 0, 0)

NONE = -1  # no space, no month, not closed

# Shares of fields among founders and among new spaces, in 64ths so that the stretches of the
# address table are exact. Assumption: no figure for Jiangsu; internet first, machinery strong.
FIELD_SHARES = (22 / 64, 5 / 64, 4 / 64, 5 / 64, 3 / 64, 4 / 64, 8 / 64, 13 / 64)
