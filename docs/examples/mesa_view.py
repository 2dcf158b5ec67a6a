"""The ecosystem in Mesa's own browser view.

    pip install -c constraints.txt -e ".[mesa-view]"
    solara run docs/examples/mesa_view.py

For a workshop use `makersim live`: this view redraws a few times a second at most. It is for
those who know Mesa and want to look into the model with its tools.
"""

import solara
from matplotlib.figure import Figure
from mesa.visualization import Slider, SolaraViz, make_plot_component
from mesa.visualization.utils import update_counter

from sim.mesa_model import MakerspaceModel, SpaceAgent

COLOURS = {"specialised": "#0072B2", "rent_dependent": "#D55E00", "diversified": "#767676"}
MARKERS = {"specialised": "o", "rent_dependent": "^", "diversified": "s"}
PARAMETERS = {
    "scenario": {
        "type": "Select",
        "label": "Scenario",
        "value": "baseline",
        "values": ["baseline", "no_policy", "specialisation_push", "rent_shock", "neutral"],
    },
    "scale": Slider("Size of the province over Jiangsu's", 0.2, 0.1, 1.0, 0.1),
    "seed": {"type": "InputText", "label": "Seed", "value": 1},
    "close__grace_months": Slider("Months a space endures without cash", 6, 0, 24, 1),
}


@solara.component
def SpacesBySize(model: MakerspaceModel) -> None:
    """Each open space by specialisation and rent dependence; the area is its tenants."""
    update_counter.get()
    figure = Figure(figsize=(6, 5), layout="constrained")
    axes = figure.subplots()
    spaces = list(model.agents_by_type[SpaceAgent])
    for name, colour in COLOURS.items():
        shown = [space for space in spaces if space.business_model == name]
        axes.scatter(
            [space.specialisation for space in shown],
            [space.rent_dependence for space in shown],
            s=[2 + space.tenants for space in shown],
            c=colour,
            marker=MARKERS[name],
            alpha=0.6,
            label=f"{name.replace('_', '-')} ({len(shown)})",
        )
    axes.set(xlim=(0, 1), ylim=(0, 1), title=model.month)
    axes.set(xlabel="specialisation", ylabel="share of rent in revenue")
    axes.legend(loc="lower left")
    solara.FigureMatplotlib(figure, format="png", bbox_inches="tight")


@solara.component
def Page() -> None:
    """Make a model for this browser session and show it."""
    made = solara.use_memo(lambda: MakerspaceModel(seed=1, scale=0.2), dependencies=[])
    SolaraViz(
        made,
        components=[
            SpacesBySize,
            make_plot_component(
                {
                    "spaces[model:specialised]": COLOURS["specialised"],
                    "spaces[model:rent_dependent]": COLOURS["rent_dependent"],
                }
            ),
            make_plot_component("newly_funded"),
        ],
        model_params=PARAMETERS,
        name="Makerspaces",
        play_interval=200,
    )
