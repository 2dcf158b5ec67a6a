"""How the tests run: Hypothesis without deadlines or a database, the same examples every time."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "makersim",
    deadline=None,
    database=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("makersim")
